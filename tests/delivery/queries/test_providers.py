"""What providers hold, as clocks and pages read it."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import confirm_erased, note_handover
from notifier.delivery.choices import ProviderKind
from notifier.delivery.queries.clocks import clocks_of
from notifier.delivery.queries.providers import handovers_of, held_copies
from notifier.law.deadlines.clock import Clock, Duty, State
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def clock(case: Case) -> Clock:
    return next(one for one in clocks_of([case])[case.pk] if one.duty is Duty.PROVIDER_ERASURE)


def test_a_handover_starts_a_clock_that_only_the_word_stops(now: datetime, by: Actor) -> None:
    case, user = open_practice(at=now, by=by)
    row = note_handover(case=case.pk, kind=ProviderKind.RELAY, provider="", days=30, by=by, at=now)
    running = clock(case)
    assert (running.limit, running.id) == (now + 30 * DAY, f"provider_erasure:{row.pk}")
    assert running.state(now + 31 * DAY) is State.LATE
    confirm_erased(handover=row, erased_at=now + 29 * DAY, user=user, by=by, at=now + 33 * DAY)
    assert clock(case).state(now + 40 * DAY) is State.STOPPED


def test_without_a_figure_it_runs_without_a_limit(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    note_handover(case=case.pk, kind=ProviderKind.PRINTER, provider="p", days=None, by=by, at=now)
    assert (clock(case).limit, clock(case).readings) == (None, ())
    assert clock(case).state(now + 400 * DAY) is State.WAITING


def test_each_case_has_its_own_in_one_query(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one, two = (open_practice(number=number, at=now, by=by)[0] for number in (1, 2))
    rows = [
        note_handover(case=one.pk, kind=ProviderKind.PRINTER, provider=name, days=0, by=by, at=now)
        for name in ("a", "b")
    ]
    with django_assert_num_queries(1):
        held = held_copies([one.pk, two.pk])
    assert {case: [copy.name for copy in copies] for case, copies in held.items()} == {
        one.pk: [str(row.pk) for row in rows]
    }
    assert handovers_of(one) == {str(row.pk): row for row in rows}
    assert handovers_of(two) == {}
