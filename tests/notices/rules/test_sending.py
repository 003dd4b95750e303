"""How the sender stands."""

from datetime import UTC, datetime, timedelta

import pytest

from notifier.notices.rules.findings import Gravity
from notifier.notices.rules.sending import bad_codes, sender_finding, sender_standing

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("verdict", "age", "code"),
    [
        ("", None, "sender_unchecked"),
        ("good", timedelta(days=7), ""),
        ("good", timedelta(days=7, microseconds=1), "sender_stale"),
        ("bad", timedelta(0), "sender_failing"),
        ("bad", timedelta(days=90), "sender_failing"),
        # A clock that was put back makes no answer old.
        ("good", timedelta(days=-1), ""),
    ],
)
def test_a_good_answer_counts_for_its_days(verdict: str, age: timedelta | None, code: str) -> None:
    settled_at = None if age is None else AT - age
    assert sender_standing(verdict=verdict, settled_at=settled_at, days=7, at=AT) == code


def test_the_codes_of_what_is_bad_are_in_one_order() -> None:
    faults = [
        {"code": "spf_two", "weight": "bad"}, {"code": "dmarc_none", "weight": "advice"},
        {"code": "dkim_two", "weight": "bad"}, {"code": "dkim_two", "weight": "bad"},
    ]  # fmt: skip
    assert bad_codes(faults) == ("dkim_two", "spf_two")


def test_the_finding_is_advice_about_no_text() -> None:
    finding = sender_finding("sender_failing", "spf_two")
    assert (finding.gravity, finding.place.language, finding.place.excerpt) == (Gravity.ADVISORY, "", "spf_two")
