"""Providers' words in ours."""

from typing import Any

import pytest

from notifier.delivery.choices import FeedbackKind
from notifier.delivery.rules.tracking import code_in, heard_kind

SOFT, HARD = FeedbackKind.BOUNCED_SOFT, FeedbackKind.BOUNCED_HARD


@pytest.mark.parametrize(
    ("event_type", "code", "said", "expected"),
    [
        ("delivered", "", {}, FeedbackKind.DELIVERED),
        ("deferred", "4.2.1", {}, FeedbackKind.DEFERRED),
        ("complained", "", {}, FeedbackKind.COMPLAINED),
        ("bounced", "5.1.1", {"event": "hard_bounce"}, HARD),
        ("bounced", "5.1.1", {"event": "soft_bounce"}, SOFT),
        ("bounced", "", {"hard_bounce": True}, HARD),
        ("bounced", "", {"hard_bounce": False}, SOFT),
        ("bounced", "", {"Type": "SoftBounce"}, SOFT),
        ("bounced", "", {"bounce": {"bounceType": "Transient"}}, SOFT),
        ("bounced", "", {"bounce": {"bounceType": "Permanent"}}, HARD),
        ("bounced", "5.2.2", {}, SOFT),
        ("rejected", "", {}, HARD),
        ("failed", "", {}, HARD),
        ("opened", "", {}, None),
        ("clicked", "", {}, None),
        ("unsubscribed", "", {}, None),
        ("queued", "", {}, None),
    ],
)
def test_each_event_has_its_word_or_none(
    event_type: str, code: str, said: dict[str, Any], expected: FeedbackKind | None
) -> None:
    assert heard_kind(event_type, code=code, said=said) is expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("smtp;550 5.1.1 <zoe.canari@example.net> unknown", "5.1.1"),
        ("550-no such user", "550"),
        ("connection to 192.0.2.5.1.1 lost", ""),
        ("mailbox full", ""),
        ("", ""),
    ],
)
def test_of_an_answer_only_the_code_is_kept(text: str, code: str) -> None:
    assert code_in(text) == code
