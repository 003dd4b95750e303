from datetime import date

import pytest

from notifier.rosters.rules.comparing import common_identities
from notifier.rosters.rules.person import Person

BORN = date(1980, 2, 1)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (
            Person("D'Œuvre", "Hélène", BORN, email="Helene@Example.org"),
            (("email", "helene@example.org"), ("person", "d oeuvre|helene|1980-02-01")),
        ),
        (Person("Canari", "Zoé", email="zoe@example.org"), (("email", "zoe@example.org"),)),
        (Person("Canari", "Zoé", BORN, ("1 rue X",), "69003", "Lyon"), (("person", "canari|zoe|1980-02-01"),)),
        (Person("Canari", "Zoé", None, ("1 rue X",), "69003", "Lyon", telephone="0600000000"), ()),
    ],
)
def test_people_are_known_again_by_email_or_by_name_and_birth_date(
    person: Person, expected: tuple[tuple[str, str], ...]
) -> None:
    assert common_identities(person) == expected
