"""Everyone is accounted for; whatever is changed behind our back is found and named, without naming anyone."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.dispatch.completeness import check_completeness
from notifier.delivery.models import Attempt, Completeness
from notifier.dossiers.actions.patients import erase_patient
from notifier.dossiers.choices import PatientErasureReason
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.rules.accounting import Kind
from notifier.rosters.actions import import_roster
from notifier.rosters.models import Patient, Roster
from tests.delivery.doubts import put_in_doubt
from tests.worlds import HEADER, approved_case, make_letters

pytestmark = pytest.mark.django_db
EVERY_WAY = (
    "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"
    "Canari;Hugo;01/02/1980;8 rue du Port;69003;Lyon;hugo.canari@example.org;Mme;;décédé\n"
)


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    """Notices in many states: queued, held, in doubt, ready to print; one patient erased; a later list."""
    case = approved_case(emails=4, letters=2, held=1, rows=EVERY_WAY, at=now, by=by)
    put_in_doubt(1, at=now, by=by)
    make_letters(at=now, by=by)
    queued = Notice.objects.filter(state=State.QUEUED, channel=Channel.EMAIL).order_by("pk")[0]
    erase_patient(patient=queued.recipient, reason=next(iter(PatientErasureReason)), by=by, at=now)
    later = (HEADER + "Canari;Ada;01/02/1980;;;;ada.canari@example.org;Mme;;\n").encode()
    user = case.controller.organisation.memberships.get().user
    import_roster(case=case, data=later, confirmed=frozenset(), user=user, by=by, at=now)
    return case


def check(now: datetime, by: Actor, *, thorough: bool = True) -> set[tuple[str, str]]:
    found = check_completeness(None, thorough=thorough, clock=lambda: now, by=by)
    return {(one.kind.value, one.place) for checked in found for one in checked.differences}


def test_a_case_of_every_state_adds_up(case: Case, now: datetime, by: Actor) -> None:
    assert check(now, by) == set()
    assert check(now, by, thorough=False) == set()
    assert not Event.objects.filter(kind__startswith="completeness.").exists()
    assert Completeness.objects.get().checked_at == now


def delete_a_notice(case: Case) -> None:
    Notice.objects.filter(state=State.QUEUED).order_by("pk")[0].delete()


def say_it_was_sent(case: Case) -> None:
    Notice.objects.filter(pk=Notice.objects.filter(state=State.QUEUED)[:1].get().pk).update(state=State.SENT)


def free_a_held_one(case: Case) -> None:
    Notice.objects.filter(pk=Notice.objects.filter(state=State.HELD)[:1].get().pk).update(state=State.QUEUED)


def add_a_patient(case: Case) -> None:
    patient = Patient.objects.order_by("pk")[0]
    patient.pk, patient.person_index = uuid_of(7), b"another person at"
    patient.save(force_insert=True)


def delete_a_patient(case: Case) -> None:
    Patient.objects.filter(notice=None).delete()


def shrink_the_list(case: Case) -> None:
    roster = Roster.objects.order_by("imported_at", "total")[0]
    Roster.objects.filter(pk=roster.pk).update(refused=1)


def forget_an_attempt(case: Case) -> None:
    Attempt.objects.filter(channel=Channel.EMAIL).delete()


def uuid_of(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


@pytest.mark.parametrize(
    ("tamper", "sums", "each"),
    [
        (delete_a_notice, {("notices", ""), ("state", "moving")}, set()),
        (say_it_was_sent, {("state", "moving"), ("state", "sent")},
         {("notice_against_events", "sent"), ("notice_against_attempts", "sent")}),
        (free_a_held_one, {("state", "moving"), ("state", "held")}, set()),
        (add_a_patient, {("patients", ""), ("everyone", "")}, set()),
        (delete_a_patient, {("patients", ""), ("everyone", "")}, set()),
        (shrink_the_list, {("lists", "")}, set()),
        (forget_an_attempt, {("attempts", "")}, {("notice_against_attempts", "in_doubt")}),
    ],
)  # fmt: skip
def test_what_is_changed_behind_our_back_is_found(
    case: Case,
    now: datetime,
    by: Actor,
    caplog: pytest.LogCaptureFixture,
    tamper: Callable[[Case], None],
    sums: set[tuple[str, str]],
    each: set[tuple[str, str]],
) -> None:
    tamper(case)
    assert check(now, by, thorough=False) == sums
    with caplog.at_level(logging.ERROR):
        assert check(now, by) == sums | each
    told = read_event(bytes(Event.objects.filter(kind="completeness.broken").latest("pk").body))
    assert {(one["kind"], one["place"]) for one in told["data"]["differences"]} == sums | each
    assert told["case"] == str(case.pk)
    assert "anari" not in caplog.text + str(told)


def test_two_that_changed_places_are_found_one_by_one(case: Case, now: datetime, by: Actor) -> None:
    """Every sum is right, and two patients are not where they should be."""
    held = Notice.objects.filter(state=State.HELD)[:1].get()
    doubtful = Notice.objects.get(state=State.IN_DOUBT)
    Notice.objects.filter(pk=held.pk).update(state=State.IN_DOUBT)
    Notice.objects.filter(pk=doubtful.pk).update(state=State.HELD)
    assert check(now, by, thorough=False) == set()
    assert check(now, by) == {
        ("notice_against_events", "held"),
        ("notice_against_events", "in_doubt"),
        ("notice_against_attempts", "in_doubt"),
    }


def test_an_alarm_is_told_once_and_its_end_as_well(
    case: Case, now: datetime, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    Roster.objects.update(refused=1)
    for minutes in (0, 10, 20):
        check(now + timedelta(minutes=minutes), by, thorough=False)
    assert Event.objects.filter(kind="completeness.broken").count() == 1
    assert caplog.text.count("does not add up") == 1
    Roster.objects.update(refused=0)
    check(now + timedelta(minutes=30), by, thorough=False)
    assert Event.objects.filter(kind="completeness.restored").count() == 1
    assert Completeness.objects.get().differences == []


def test_the_sums_alone_take_back_nothing_they_cannot_see(case: Case, now: datetime, by: Actor) -> None:
    pks = [Notice.objects.filter(state=state)[:1].get().pk for state in (State.HELD, State.IN_DOUBT)]
    for pk, state in zip(pks, (State.IN_DOUBT, State.HELD), strict=True):
        Notice.objects.filter(pk=pk).update(state=state)
    check(now, by)
    check(now, by, thorough=False)
    assert {one["kind"] for one in Completeness.objects.get().differences} == {
        Kind.NOTICE_AGAINST_EVENTS,
        Kind.NOTICE_AGAINST_ATTEMPTS,
    }
    assert not Event.objects.filter(kind="completeness.restored").exists()


def test_closed_cases_are_looked_at_at_night(case: Case, by: Actor) -> None:
    now = timezone.now()
    Case.objects.update(closed_at=now)
    Roster.objects.update(refused=1)
    assert check(now, by, thorough=False) == set()
    assert ("lists", "") in check(now, by)
