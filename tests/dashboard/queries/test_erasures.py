"""An erasure announced in advance."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notifier.breaches.models import Case
from notifier.dashboard.queries.erasures import erasure

CLOSED = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)
DAY = datetime(2026, 6, 2, 10, 0, tzinfo=UTC)


def test_an_open_case_announces_nothing() -> None:
    assert erasure(Case(), CLOSED) is None


@pytest.mark.parametrize(("days", "loud"), [(90, False), (31, False), (30, True), (0, True), (-3, True)])
def test_it_is_said_from_closing_on_and_louder_in_the_last_month(days: int, loud: bool) -> None:
    found = erasure(Case(closed_at=CLOSED), DAY - timedelta(days=days))
    assert found is not None
    assert (found.day, found.days_left, found.is_loud) == (date(2026, 6, 2), max(0, days), loud)
    assert (found.is_over, found.can_be_postponed) == (False, True)


def test_what_was_put_off_cannot_be_put_off_again() -> None:
    found = erasure(Case(closed_at=CLOSED, postponed_to=date(2026, 7, 1)), DAY)
    assert found is not None
    assert (found.day, found.can_be_postponed) == (date(2026, 7, 1), False)


def test_what_is_erased_is_no_longer_loud() -> None:
    found = erasure(Case(closed_at=CLOSED, erasing_at=CLOSED), DAY)
    assert found is not None
    assert (found.is_over, found.is_loud, found.can_be_postponed) == (True, False, False)
