"""A page of the log as a reader meets it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor, user_actor
from notifier.audit.models import Event
from notifier.audit.sequencer import sequence
from notifier.breaches.models import Case
from notifier.dashboard.choices import Group
from notifier.dashboard.queries.journal.entries import Entry, journal_page, one_entry
from notifier.dashboard.queries.journal.pages import PAGE, Turn
from notifier.dashboard.queries.journal.wanted import Wanted

pytestmark = pytest.mark.django_db


def entries(wanted: Wanted, *, with_names: bool = True) -> list[Entry]:
    page = journal_page(wanted, Turn(), with_names=with_names)
    return [entry for day in page.days for entry in day.entries]


def test_an_entry_says_who_what_when_and_where(case: Case, now: datetime) -> None:
    owner = case.controller.physicians.get().user
    assert owner is not None
    record(Fact("notice.released", "notice:abc", case=case.pk), by=user_actor(owner.pk), at=now + timedelta(hours=1))
    with translation.override("fr"):
        entry = entries(Wanted(cases=[case.pk]))[0]
    assert (entry.at, entry.by, entry.text) == (
        now + timedelta(hours=1),
        owner.name,
        "Avis en attente remis à l’envoi.",
    )
    assert (entry.notice, entry.group, entry.case) == ("abc", Group.SENDING, case.pk)
    assert entry.practice == case.controller.organisation.name
    assert entry.place is None


def test_whom_an_event_is_about_is_named(case: Case) -> None:
    told = {(e.text, e.about) for e in entries(Wanted(kinds=["user.created", "organisation.created"]))}
    assert {about for _, about in told} == {User.objects.get().name, case.controller.organisation.name}


def test_without_names_people_and_organisations_are_numbers(case: Case) -> None:
    told = entries(Wanted(), with_names=False)
    assert {entry.about for entry in told} == {""}
    assert not any(User.objects.get().name in entry.by for entry in told)


def test_an_event_has_its_place_once_it_was_given_one(case: Case) -> None:
    sequence()
    places = sorted(entry.place for entry in entries(Wanted()) if entry.place is not None)
    assert places == list(range(Event.objects.count()))


def test_days_are_those_of_the_practices_clock(case: Case, by: Actor) -> None:
    for hour in (22, 23):
        record(Fact("case.closed", case=case.pk), by=by, at=datetime(2026, 3, 10, hour, 30, tzinfo=UTC))
    page = journal_page(Wanted(kinds=["case.closed"]), Turn(), with_names=True)
    assert [day.day for day in page.days] == [date(2026, 3, 11), date(2026, 3, 10)]


def test_pages_lead_to_their_neighbours(case: Case, now: datetime, by: Actor) -> None:
    record_all([Fact("case.closed", case=case.pk) for _ in range(PAGE + 1)], by=by, at=now)
    wanted = Wanted(kinds=["case.closed"])
    first = journal_page(wanted, Turn(), with_names=True)
    second = journal_page(wanted, Turn(older_than=first.older), with_names=True)
    assert (first.newer, second.older) == (0, 0)
    assert second.newer == second.days[0].entries[0].number == first.older - 1


def test_an_event_of_no_known_kind_has_no_group(now: datetime, by: Actor) -> None:
    record(Fact("comet.passed"), by=by, at=now)
    event = Event.objects.get(kind="comet.passed")
    assert one_entry(event, with_names=True).group is None


def test_a_page_costs_the_same_for_few_events_and_for_many(case: Case, now: datetime, by: Actor) -> None:
    costs = []
    for more in (0, 500):
        record_all([Fact("notice.sent", f"notice:{n}", case=case.pk) for n in range(more)], by=by, at=now)
        with CaptureQueriesContext(connection) as queries:
            journal_page(Wanted(cases=[case.pk]), Turn(), with_names=True)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6
