"""What a practice learns of patients it has in common with others."""

from dataclasses import fields
from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.actions import create_organisation
from notifier.accounts.choices import OrganisationKind
from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, Case
from notifier.rosters.actions import set_comparison
from notifier.rosters.queries import open_person
from notifier.rosters.queries.comparison import ComparisonView, comparison_view, is_shared, shared_count
from notifier.vault.keystore import sealer_for
from tests.rosters.practices import open_practices, take
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(now: datetime, by: Actor) -> list[Case]:
    """Two practices that compare: Zoé is at both, Luc's namesake too, the others are not."""
    cases = [case for case, _ in open_practices(2, at=now, by=by)]
    take(cases[0], "Canari;Zoé;01/02/1980;zoe@example.org", "Canari;Luc;;", "Canari;Ida;05/06/1970;", at=now, by=by)
    take(
        cases[1],
        "Canari;Zoé;01/02/1980;autre@example.org",
        "Canari;Luc;;",
        "Canari;Ève;;eve@example.org",
        at=now,
        by=by,
    )
    for case in cases:
        set_comparison(case=case, allowed=True, by=by, at=now)
        case.refresh_from_db()
    return cases


def test_a_count_and_yes_or_no(cases: list[Case]) -> None:
    assert [shared_count(case) for case in cases] == [1, 1]
    sealer = sealer_for(cases[0].pk)
    told = {open_person(patient, sealer).given_name: is_shared(patient) for patient in cases[0].patients.all()}
    # Two people called Luc, and nothing else known of them, are not taken for one.
    assert told == {"Zoé": True, "Luc": False, "Ida": False}


def test_someone_twice_in_one_practice_is_not_shared(cases: list[Case], now: datetime, by: Actor) -> None:
    take(cases[0], "Canari;Ida;05/06/1971;ida@example.org", "Canari;Ivo;05/06/1972;ida@example.org", at=now, by=by)
    assert shared_count(cases[0]) == 1


def test_another_breach_is_another_world(cases: list[Case], now: datetime, by: Actor) -> None:
    stranger, _ = open_practice(number=7, at=now, by=by)
    take(stranger, "Canari;Zoé;01/02/1980;zoe@example.org", at=now, by=by)
    set_comparison(case=stranger, allowed=True, by=by, at=now)
    assert (shared_count(stranger), shared_count(cases[0])) == (0, 1)


def test_the_page_learns_no_more_than_that(
    cases: list[Case], now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert {field.name for field in fields(ComparisonView)} == {"allowed_at", "shared", "is_offered"}
    case = Case.objects.select_related("breach").get(pk=cases[0].pk)
    with django_assert_num_queries(1):
        assert comparison_view(case) == ComparisonView(now, 1, is_offered=False)


def test_it_is_offered_where_a_vendor_was_breached(cases: list[Case], now: datetime, by: Actor) -> None:
    set_comparison(case=cases[0], allowed=False, by=by, at=now)
    vendor = create_organisation(kind=OrganisationKind.VENDOR, name="Éditeur", by=by, at=now)
    Breach.objects.filter(pk=cases[0].breach_id).update(vendor=vendor)
    assert comparison_view(Case.objects.get(pk=cases[0].pk)) == ComparisonView(None, 0, is_offered=True)
