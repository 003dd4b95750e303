from datetime import date

import pytest

from notifier.breaches.models import Case
from notifier.rosters.models import Patient
from notifier.rosters.queries import examine_breach, examine_roster, expected_for_breach, expected_for_case

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)
DATA = "nom;prénom;courriel\nCanari;Zoé;zoe@example.org\n".encode()


def test_a_list_is_read_against_the_physicians_of_the_case(case: Case) -> None:
    expected = expected_for_case(case, TODAY)

    assert (expected.today, expected.demo, dict(expected.physicians)) == (TODAY, True, {"99900000001": str(case.pk)})
    assert expected_for_breach(case.breach, TODAY) == expected


def test_examining_writes_nothing(case: Case) -> None:
    for found in (
        examine_roster(case, DATA, today=TODAY, confirmed=frozenset()),
        examine_breach(case.breach, DATA, today=TODAY, confirmed=frozenset()),
    ):
        assert (found.verdict, found.good) == ("accept", 1)
    assert not Patient.objects.exists()
