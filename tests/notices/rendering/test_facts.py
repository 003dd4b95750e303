"""What a case puts into the placeholders."""

from datetime import datetime

import pytest

from notifier.accounts.actions import create_organisation
from notifier.accounts.choices import OrganisationKind, Role
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.law.content import FACTS, OPTIONAL
from notifier.notices.rendering.facts import case_facts
from notifier.rosters.choices import Language
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", Language)
def test_every_placeholder_has_its_value(language: Language, case: Case) -> None:
    facts = case_facts(case, language)
    assert set(facts) == FACTS
    assert all(facts[name] for name in FACTS - OPTIONAL)


def test_the_place_names_the_vendor_when_there_is_one(case: Case, now: datetime, by: Actor) -> None:
    assert case_facts(case, Language.FRENCH)["place"] == "dans nos propres dossiers"
    case.breach.vendor = create_organisation(kind=OrganisationKind.VENDOR, name="Logidoc", by=by, at=now)
    assert "Logidoc" in case_facts(case, Language.FRENCH)["place"]
    assert "Logidoc" in case_facts(case, Language.ENGLISH)["place"]


def test_the_officer_is_named_where_there_is_a_mandate(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    told = case_facts(cast.case, Language.FRENCH)["officer"]
    assert told.startswith("Délégué à la protection des données : ")
    assert "@" in told
    cast.dpo.memberships.update(role=Role.AUDITOR)
    assert cast.dpo.email not in case_facts(cast.case, Language.FRENCH)["officer"]
