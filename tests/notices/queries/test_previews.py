"""The patient hardest on the layout comes first."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.choices import Worst
from notifier.notices.queries.previews import chosen_patient, worst_patient
from notifier.rosters.actions import import_roster
from notifier.rosters.choices import CareFlag
from notifier.rosters.queries import open_person
from notifier.rosters.rules.bits import to_bits
from notifier.vault.keystore import sealer_for
from tests.worlds import HEADER

pytestmark = pytest.mark.django_db
LONG = HEADER + "Canari-Canari-Canari-Canari;Anne Sophie Zoé;01/02/1980;1 rue du Port;69003;Lyon;;M.;;\n"


def name(case: Case, worst: Worst, at: datetime, key: tuple[str, str, str] | None = None) -> str:
    patient = worst_patient(case, worst, key, at.date())
    return open_person(patient, sealer_for(case.pk)).given_name if patient else ""


def test_the_longest_name_is_found(case: Case, owner: User, now: datetime, by: Actor) -> None:
    import_roster(case=case, data=LONG.encode(), confirmed=frozenset(), user=owner, by=by, at=now)
    assert name(case, Worst.NAME, now) == "Anne Sophie Zoé"


def test_the_most_categories_are_those_of_the_annotated(case: Case, now: datetime) -> None:
    assert name(case, Worst.CATEGORIES, now) == "Ancienne"


def test_the_missing_salutation_is_found(case: Case, now: datetime) -> None:
    found = worst_patient(case, Worst.SALUTATION, None, now.date())
    assert found is not None
    assert found.salutation == ""


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (("fr", "annotated", "adult"), "Ancienne"),
        (("fr", "administrative", "guardian"), "Petit"),
        (("en", "administrative", "adult"), ""),
    ],
)
def test_of_a_text_only_those_it_is_for(case: Case, now: datetime, key: tuple[str, str, str], expected: str) -> None:
    assert name(case, Worst.NAME, now, key) == expected


def test_a_protected_adult_is_shown_their_own_text_and_no_other(case: Case, now: datetime) -> None:
    case.patients.filter(tier="annotated").update(care=to_bits([CareFlag.PROTECTED_ADULT]))
    assert name(case, Worst.NAME, now, ("fr", "annotated", "protected")) == "Ancienne"
    assert name(case, Worst.NAME, now, ("fr", "annotated", "adult")) == ""


def test_a_chosen_one_is_of_the_case(case: Case) -> None:
    patient = case.patients.order_by("pk").first()
    assert patient is not None
    assert chosen_patient(case, patient.pk) == patient
    assert chosen_patient(case, case.pk) is None
