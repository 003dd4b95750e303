from dataclasses import dataclass
from datetime import datetime

import pytest

from notifier.accounts.models import Agreement
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.actions import open_case
from notifier.breaches.models import Case
from notifier.rosters.actions import RosterRefused, import_breach
from notifier.rosters.models import Roster
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
ONE, TWO, NOBODY = "99900000001", "99900000002", "99900000003"


@dataclass
class TwoCases:
    one: Case
    two: Case


@pytest.fixture
def cases(now: datetime, by: Actor) -> TwoCases:
    """Two practices in the first one's breach."""
    one, _ = open_practice(number=1, at=now, by=by)
    other, _ = open_practice(number=2, at=now, by=by)
    two = open_case(breach=one.breach, controller=other.controller, aware_at=now, by=by, at=now)
    return TwoCases(one, two)


def data(*rpps: str) -> bytes:
    rows = "".join(f"Canari;Zoé;zoe{n}@example.org;{number}\n" for n, number in enumerate(rpps))
    return ("nom;prénom;courriel;rpps\n" + rows).encode()


def test_rows_go_to_the_case_of_their_physician(cases: TwoCases, now: datetime, by: Actor) -> None:
    done = import_breach(breach=cases.one.breach, data=data(ONE, TWO, TWO), confirmed=frozenset(), by=by, at=now)

    assert (cases.one.patients.count(), cases.two.patients.count()) == (1, 2)
    assert {roster.case_id: roster.total for roster in done.rosters} == {cases.one.pk: 1, cases.two.pk: 2}
    assert (done.examination.verdict, done.examination.good) == ("accept", 3)
    events = Event.objects.filter(kind="roster.imported")
    assert {event.case_id for event in events} == {cases.one.pk, cases.two.pk}


def test_rows_of_unknown_physicians_are_told_and_the_others_kept(cases: TwoCases, now: datetime, by: Actor) -> None:
    content = data(*[ONE] * 10, NOBODY)

    done = import_breach(breach=cases.one.breach, data=content, confirmed=frozenset(), by=by, at=now)

    assert (done.examination.refused, cases.one.patients.count()) == (1, 10)
    assert [(p.line, p.column, p.code) for p in done.examination.problems] == [(12, "rpps", "unknown_rpps")]
    assert Roster.objects.get().total == 10


def test_the_same_person_may_be_a_patient_of_two_practices(cases: TwoCases, now: datetime, by: Actor) -> None:
    content = data(ONE) + f"Canari;Zoé;zoe0@example.org;{TWO}\n".encode()

    import_breach(breach=cases.one.breach, data=content, confirmed=frozenset(), by=by, at=now)

    one, two = cases.one.patients.get(), cases.two.patients.get()
    assert bytes(one.person_index) != bytes(two.person_index)


def test_a_list_without_physicians_is_refused(cases: TwoCases, now: datetime, by: Actor) -> None:
    content = "nom;prénom;courriel\nCanari;Zoé;zoe@example.org\n".encode()

    with pytest.raises(RosterRefused) as refusal:
        import_breach(breach=cases.one.breach, data=content, confirmed=frozenset(), by=by, at=now)

    assert refusal.value.examination.reason == "physician_needed"
    assert not Roster.objects.exists()


def test_rows_of_a_controller_without_the_contract_are_refused_and_the_others_taken(
    cases: TwoCases, now: datetime, by: Actor
) -> None:
    Agreement.objects.filter(controller=cases.two.controller_id).delete()
    content, agreed = data(ONE, TWO, TWO), frozenset({"many_refused"})
    done = import_breach(breach=cases.one.breach, data=content, confirmed=agreed, by=by, at=now)
    assert [roster.case for roster in done.rosters] == [cases.one]
    assert done.examination.counts["agreement_missing"] == 2


def test_a_precaution_of_a_repeated_row_reaches_its_own_case_only(cases: TwoCases, now: datetime, by: Actor) -> None:
    row = "Canari;Zoé;01/02/1950;zoe@example.org"
    rows = [f"{row};{ONE};", f"{row};{TWO};", f"{row};{TWO};décédé"]
    content = "nom;prénom;date de naissance;courriel;rpps;précautions\n" + "\n".join(rows) + "\n"
    import_breach(breach=cases.one.breach, data=content.encode(), confirmed=frozenset(), by=by, at=now)

    assert [case.patients.get().care != 0 for case in (cases.one, cases.two)] == [False, True]
