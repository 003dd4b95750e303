"""The Article 33 clock as a page shows it."""

from datetime import UTC, datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case
from notifier.dashboard.queries.clocks import Clock, clock
from notifier.law.deadlines import authority_deadline
from tests.worlds import open_practice

# A Monday, far from any holiday: 72 hours are three days.
AWARE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(hours: float, *, filed: float | None = None) -> Clock:
    filed_at = AWARE + timedelta(hours=filed) if filed is not None else None
    return Clock(AWARE, authority_deadline(AWARE), filed_at, AWARE + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("hours", "filed", "mood"),
    [(0, None, "waiting"), (47, None, "waiting"), (49, None, "attention"), (400, None, "late"),
     (400, 30, "done"), (400, 399, "done")],
)  # fmt: skip
def test_the_clock_has_one_mood(hours: float, filed: float | None, mood: str) -> None:
    assert at(hours, filed=filed).mood == mood


def test_seventy_two_hours_from_awareness() -> None:
    assert at(0).target == AWARE + timedelta(hours=72)
    assert (at(1).left, at(1).hours) == (timedelta(hours=71), 72)


def test_time_left_is_never_negative() -> None:
    assert at(500).left == timedelta()
    assert at(500).overdue > timedelta()


def test_a_filing_stops_the_clock_and_a_late_one_stays_late() -> None:
    assert not at(500, filed=30).is_late
    assert not at(500, filed=30).was_late
    assert at(500, filed=499).was_late
    assert not at(500, filed=499).is_late


@pytest.mark.django_db
def test_the_first_filing_counts(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    for hours, kind in ((1, FilingKind.INITIAL), (2, FilingKind.COMPLEMENTARY)):
        record_filing(
            case=case, kind=kind, filed_at=now + timedelta(hours=hours), channel=FilingChannel.POST, receipt="", by=by,
            at=now + timedelta(hours=5),
        )  # fmt: skip
    found = clock(Case.objects.prefetch_related("filings").get(), now + timedelta(hours=5), risk=None)
    assert found.filed_at == now + timedelta(hours=1)
