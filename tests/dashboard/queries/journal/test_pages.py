"""Turning the pages of the log: nothing is missed, nothing shown twice, in either direction."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.dashboard.queries.journal.pages import PAGE, Rows, Turn, read_rows
from notifier.dashboard.queries.journal.wanted import Wanted

pytestmark = pytest.mark.django_db
COUNT = 2 * PAGE + 30
MINE = Wanted(kinds=["mine"])


@pytest.fixture
def written(now: datetime, by: Actor) -> list[int]:
    """Numbers of events, the latest first: many at the same moment, and the last ones written told of the first day."""
    record_all([Fact("mine") for _ in range(COUNT - 10)], by=by, at=now)
    record_all([Fact("other") for _ in range(10)], by=by, at=now)
    record_all([Fact("mine") for _ in range(10)], by=by, at=now - timedelta(days=1))
    return list(Event.objects.filter(kind="mine").order_by("-at", "-pk").values_list("pk", flat=True))


def numbers(rows: Rows) -> list[int]:
    return [event.pk for event in rows.events]


def test_all_pages_together_hold_every_event_once(written: list[int]) -> None:
    read: list[int] = []
    turn, sides = Turn(), []
    while True:
        rows = read_rows(MINE, turn)
        read += numbers(rows)
        sides.append((rows.has_newer, rows.has_older))
        if not rows.has_older:
            break
        turn = Turn(older_than=read[-1])
    assert read == written
    assert sides == [(False, True), (True, True), (True, False)]


def test_the_way_back_shows_the_same_pages(written: list[int]) -> None:
    last = written[2 * PAGE :]
    second = read_rows(MINE, Turn(newer_than=last[0]))
    assert (numbers(second), second.has_newer, second.has_older) == (written[PAGE : 2 * PAGE], True, True)
    first = read_rows(MINE, Turn(newer_than=written[PAGE]))
    assert (numbers(first), first.has_newer) == (written[:PAGE], False)


def test_a_key_that_is_none_begins_at_the_latest(written: list[int]) -> None:
    assert numbers(read_rows(MINE, Turn(older_than=10**15))) == written[:PAGE]


def test_an_empty_log_has_one_empty_page() -> None:
    assert read_rows(Wanted(kinds=["none"]), Turn()) == Rows([], has_newer=False, has_older=False)
