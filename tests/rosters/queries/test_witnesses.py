from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.rosters.actions import import_roster
from notifier.rosters.queries.witnesses import one_patient_per_case
from notifier.vault import witnesses
from notifier.vault.keystore import sealer_for
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


def test_each_case_with_patients_gives_one_that_opens(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases = [open_practice(number=number, at=now, by=by)[0] for number in (1, 2, 3)]
    for case in cases[:2]:
        import_roster(case=case, data=roster(emails=3), confirmed=frozenset(), by=by, at=now)

    with django_assert_num_queries(1):
        found = list(one_patient_per_case())

    assert {witness.scope for witness in found} == {case.pk for case in cases[:2]}
    for witness in found:
        assert b"Canari" in sealer_for(witness.scope).open(witness.table, witness.row, witness.sealed)


def test_the_vault_knows_where_to_ask(now: datetime, by: Actor) -> None:
    case, _ = open_practice(at=now, by=by)
    import_roster(case=case, data=roster(emails=1), confirmed=frozenset(), by=by, at=now)
    assert [witness.scope for witness in witnesses.witnesses()] == [case.pk]
