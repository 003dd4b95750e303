"""The ledger as rules and pages read it."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor, user_actor
from notifier.breaches.actions import attach_paper, record_awareness
from notifier.breaches.models import Case
from notifier.breaches.queries.ledger import ledger_of, ledger_view, moments_in_force
from notifier.law.ledger import AwarenessKind
from notifier.vault.keystore import destroy_data_key
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
KNEW, TOLD, SURE = AwarenessKind


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    case, owner = open_practice(at=now, by=by)
    person = user_actor(owner.pk)
    record_awareness(case=case, kind=KNEW, happened_at=now - 9 * HOUR, by=person, at=now)
    entry = record_awareness(case=case, kind=SURE, happened_at=now - HOUR, reason="mal lu", by=person, at=now + HOUR)
    attach_paper(entry=entry, data=b"%PDF-1", by=person, at=now)
    case.refresh_from_db()
    return case


def test_what_is_in_force_is_what_nothing_corrects(case: Case, now: datetime) -> None:
    assert moments_in_force([case.pk]) == {case.pk: {KNEW: now - 9 * HOUR, SURE: now - HOUR}}
    ledger = ledger_of(case)
    assert (ledger.aware_at, ledger.vendor_knew_at, ledger.vendor_told_at) == (now - HOUR, now - 9 * HOUR, None)


def test_a_page_shows_every_entry_with_its_person_reason_and_papers(
    case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(7):
        view = ledger_view(case, with_reasons=True)
    last = view.lines[-1]
    assert (last.by, last.reason, last.is_in_force, len(last.files)) == ("Dr Numéro 1", "mal lu", True, 1)
    assert [line.is_in_force for line in view.lines if line.kind is SURE] == [False, True]
    assert view.lines[0].by in {"", "Dr Numéro 1"}


def test_reasons_are_for_those_who_may_read_them_and_fall_with_the_key(case: Case) -> None:
    assert {line.reason for line in ledger_view(case, with_reasons=False).lines} == {None}
    destroy_data_key(case.pk)
    assert {line.reason for line in ledger_view(case, with_reasons=True).lines} == {None}
