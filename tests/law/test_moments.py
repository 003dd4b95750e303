from datetime import UTC, date, datetime, timedelta

import pytest

from notifier.breaches.policies import ImpossibleMoment, check_awareness, check_filing
from notifier.law.moments import (
    RULES,
    awareness_problems,
    correction_problems,
    filing_order_problems,
    vendor_problems,
    withdrawal_problems,
)
from notifier.law.refusals import codes

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BARE = datetime(2026, 3, 1, 10, 0)  # noqa: DTZ001 - that is a case tested


@pytest.mark.parametrize(
    ("knew", "told", "refused"),
    [
        (None, None, ()),
        (NOW - 9 * DAY, None, ()),
        (NOW - 9 * DAY, NOW, ()),
        (NOW, NOW, ()),
        (NOW - 9 * DAY, NOW - 10 * DAY, ("vendor_notice_before_knowledge",)),
        (None, NOW + DAY, ("vendor_moment_in_future",)),
        (BARE, NOW, ("vendor_moment_without_zone",)),
    ],
)
def test_a_vendor_knows_before_it_tells(knew: datetime | None, told: datetime | None, refused: tuple[str, ...]) -> None:
    assert codes(vendor_problems(knew_at=knew, told_at=told, now=NOW)) == refused


@pytest.mark.parametrize(
    ("told", "reason", "refused"),
    [
        (None, "", ()),
        (NOW, "", ()),
        (NOW - DAY, "", ("awareness_after_vendor_notice",)),
        (NOW - DAY, "l’avis ne disait pas si nos patients étaient touchés", ()),
    ],
)
def test_certainty_after_the_vendors_word_gives_its_reason(
    told: datetime | None, reason: str, refused: tuple[str, ...]
) -> None:
    assert codes(awareness_problems(aware_at=NOW, vendor_told_at=told, reason=reason)) == refused


def test_a_correction_gives_its_reason() -> None:
    assert codes(correction_problems(old=NOW, new=NOW - DAY, reason=" ")) == ("awareness_correction_unreasoned",)
    assert correction_problems(old=NOW, new=NOW - DAY, reason="heure mal lue") == ()
    assert correction_problems(old=NOW, new=NOW, reason="") == ()


def test_a_withdrawal_has_its_filing_and_its_reason() -> None:
    assert codes(withdrawal_problems(filed_at=None, reason="")) == (
        "withdrawal_without_filing",
        "withdrawal_unreasoned",
    )
    assert withdrawal_problems(filed_at=NOW, reason="il n’y avait pas de violation") == ()


def test_what_is_refused_elsewhere_has_its_rule_here() -> None:
    """The words of every code with which a moment is refused where the act is done."""
    with pytest.raises(ImpossibleMoment) as awareness:
        check_awareness(NOW + DAY, began_on=date(2026, 1, 1), now=NOW)
    with pytest.raises(ImpossibleMoment) as filing:
        check_filing(NOW - DAY, aware_at=NOW, now=NOW)
    assert {awareness.value.code, filing.value.code} <= set(RULES)
    assert {f"awareness_{end}" for end in ("without_zone", "in_future", "before_breach")} <= set(RULES)
    assert {f"filing_{end}" for end in ("without_zone", "in_future", "before_awareness")} <= set(RULES)
    assert all(one.rule.fr and one.rule.en and one.article for one in RULES.values())


@pytest.mark.parametrize(
    ("is_first", "hours", "refused"),
    [
        (True, None, ()),
        (True, 1, ("filing_already_made",)),
        (False, None, ("complement_without_filing",)),
        (False, 1, ()),
        (False, -1, ("complement_before_filing",)),
    ],
)
def test_there_is_one_first_filing_and_the_others_follow_it(
    is_first: bool, hours: int | None, refused: tuple[str, ...]
) -> None:
    first = None if hours is None else NOW - timedelta(hours=hours)
    assert codes(filing_order_problems(is_first=is_first, filed_at=NOW, first_at=first)) == refused
