"""Comparing across cases: off by default, only among those who allow it, and gone with the first who is erased."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.rosters.actions import empty_comparison, import_breach, set_comparison
from notifier.rosters.actions.comparison import compare_imported
from notifier.rosters.models import Comparison
from notifier.rosters.queries.comparison import shared_count
from notifier.vault.keystore import destroy_data_key, sealer_for
from notifier.vault.models import DataKey
from tests.rosters.practices import open_practices, take

pytestmark = pytest.mark.django_db
ZOE = "Canari;Zoé;01/02/1980;zoe@example.org"
LUC = "Canari;Luc;;luc@example.org"


@pytest.fixture
def cases(now: datetime, by: Actor) -> list[Case]:
    """Three practices that both Zoé and Luc have been to; the last one also knows Ève."""
    cases = [case for case, _ in open_practices(3, at=now, by=by)]
    for case in cases:
        take(case, ZOE, LUC, at=now, by=by)
    take(cases[2], "Canari;Ève;03/04/1990;", at=now, by=by)
    return cases


def allow(*cases: Case, now: datetime, by: Actor, allowed: bool = True) -> None:
    for case in cases:
        set_comparison(case=case, allowed=allowed, by=by, at=now)


def indexed() -> dict[object, int]:
    found: dict[object, int] = {}
    for case in Comparison.objects.values_list("case", flat=True):
        found[case] = found.get(case, 0) + 1
    return found


def has_key(case: Case) -> bool:
    return DataKey.objects.filter(scope=case.breach_id).exists()


def test_nothing_is_compared_until_two_practices_allow_it(cases: list[Case], now: datetime, by: Actor) -> None:
    assert (indexed(), has_key(cases[0])) == ({}, False)
    allow(cases[0], now=now, by=by)
    assert (indexed(), has_key(cases[0])) == ({}, False)
    allow(cases[1], now=now, by=by)
    # Zoé by her e-mail and by her birth date, Luc by his e-mail; the third practice did not allow it.
    assert (indexed(), has_key(cases[0])) == ({cases[0].pk: 3, cases[1].pk: 3}, True)
    assert [shared_count(case) for case in cases] == [2, 2, 0]


def test_an_instruction_given_twice_changes_and_tells_nothing_more(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases[:2], *cases[:2], now=now, by=by)
    assert Event.objects.filter(kind="comparison.allowed").count() == 2
    assert Comparison.objects.count() == 6


def test_the_key_is_the_breachs_own(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases[:2], now=now, by=by)
    texts = [("email", "zoe@example.org"), ("person", "canari|zoe|1980-02-01")]
    indexes = {bytes(row.index) for row in Comparison.objects.all()}
    assert indexes >= {sealer_for(cases[0].breach_id).blind_index(*pair) for pair in texts}
    for case in cases:
        assert indexes.isdisjoint(sealer_for(case.pk).blind_index(*pair) for pair in texts)


def test_patients_of_a_later_list_are_compared_as_well(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(cases[0], cases[2], now=now, by=by)
    take(cases[0], "CANARI;eve;1990-04-03;", at=now, by=by)
    assert [shared_count(case) for case in cases] == [3, 0, 3]
    take(cases[1], "Canari;Ève;03/04/1990;", at=now, by=by)
    assert indexed().keys() == {cases[0].pk, cases[2].pk}


def test_a_vendors_list_is_compared_where_it_is_allowed(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases[:2], now=now, by=by)
    rows = "".join(f"Canari;Ida;ida@example.org;9990000000{number}\n" for number in (1, 2, 3))
    data = ("nom;prénom;courriel;rpps\n" + rows).encode()
    import_breach(breach=cases[0].breach, data=data, confirmed=frozenset(), by=by, at=now)
    assert [shared_count(case) for case in cases] == [3, 3, 0]


def test_an_import_of_a_practice_that_takes_no_part_is_not_indexed(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases[:2], now=now, by=by)
    compare_imported(case=cases[2], by=by, at=now)
    assert cases[2].pk not in indexed()


def test_who_takes_the_permission_back_leaves_nothing_behind(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases, now=now, by=by)
    allow(cases[0], now=now, by=by, allowed=False)
    assert indexed().keys() == {cases[1].pk, cases[2].pk}
    assert [shared_count(case) for case in cases] == [0, 2, 2]
    allow(cases[1], now=now, by=by, allowed=False)
    assert (indexed(), has_key(cases[0])) == ({}, False)
    told = Event.objects.filter(kind="comparison.withdrawn").values_list("case_id", flat=True)
    assert list(told) == [cases[0].pk, cases[1].pk]


def test_erasing_one_case_empties_the_breach_and_begins_anew_without_it(
    cases: list[Case], now: datetime, by: Actor
) -> None:
    allow(*cases, now=now, by=by)
    before = {bytes(row.index) for row in Comparison.objects.all()}

    empty_comparison(case=cases[0], by=by, at=now)

    after = {bytes(row.index) for row in Comparison.objects.all()}
    assert before.isdisjoint(after)
    assert indexed().keys() == {cases[1].pk, cases[2].pk}
    assert Case.objects.get(pk=cases[0].pk).comparison_allowed_at is None
    event = Event.objects.get(kind="comparison.emptied")
    assert (event.case_id, read_event(bytes(event.body))["data"]) == (cases[0].pk, {"indexes": 10})


def test_where_nobody_is_left_to_compare_with_the_key_is_gone_for_good(
    cases: list[Case], now: datetime, by: Actor
) -> None:
    allow(*cases[:2], now=now, by=by)
    for _ in range(2):
        empty_comparison(case=cases[0], by=by, at=now)
    assert (indexed(), has_key(cases[0])) == ({}, False)
    assert Event.objects.filter(kind="comparison.emptied").count() == 1


def test_a_case_that_never_took_part_empties_nothing_of_its_own(cases: list[Case], now: datetime, by: Actor) -> None:
    empty_comparison(case=cases[0], by=by, at=now)
    assert not Event.objects.filter(kind="comparison.emptied").exists()


def test_a_case_whose_key_is_gone_is_passed_over(cases: list[Case], now: datetime, by: Actor) -> None:
    destroy_data_key(cases[0].pk)
    allow(*cases, now=now, by=by)
    assert indexed().keys() == {cases[1].pk, cases[2].pk}


def test_indexes_of_a_lost_key_never_mix_with_new_ones(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases[:2], now=now, by=by)
    # As a wiping leaves it whose transaction was rolled back after the key had gone.
    destroy_data_key(cases[0].breach_id)
    allow(cases[2], now=now, by=by)
    assert [shared_count(case) for case in cases] == [2, 2, 2]
    assert Comparison.objects.count() == 10


def test_a_patient_who_is_deleted_is_compared_no_more(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases[:2], now=now, by=by)
    cases[0].patients.all().delete()
    assert indexed() == {cases[1].pk: 3}


def test_no_event_names_another_practice_or_a_patient(cases: list[Case], now: datetime, by: Actor) -> None:
    allow(*cases, now=now, by=by)
    empty_comparison(case=cases[0], by=by, at=now)
    for event in Event.objects.filter(kind__startswith="comparison."):
        body = bytes(event.body).decode()
        assert [str(case.pk) in body for case in cases].count(True) == 1
        assert "anari" not in body
