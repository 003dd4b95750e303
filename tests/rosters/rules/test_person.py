from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.rosters.choices import Language, Salutation
from notifier.rosters.rules.person import (
    Person,
    address_lines,
    address_problems,
    email_identity,
    identities,
    is_name_only,
)

ZOE = Person(
    family_name="Canari",
    given_name="Zoé",
    birth_date=date(1980, 2, 1),
    street=("Appt 3", "12, rue de l'Église"),
    postcode="94240",
    town="L'Haÿ-les-Roses",
    email="zoe@example.org",
    salutation=Salutation.MADAME,
)


def test_a_person_is_written_and_read_back_whole() -> None:
    assert Person.from_bytes(ZOE.to_bytes()) == ZOE


@given(
    st.builds(
        Person,
        family_name=st.text(min_size=1),
        given_name=st.text(min_size=1),
        birth_date=st.none() | st.dates(),
        street=st.lists(st.text(), max_size=4).map(tuple),
        postcode=st.text(),
        salutation=st.sampled_from(Salutation),
        language=st.sampled_from(Language),
    )
)
def test_any_person_is_read_back_whole(person: Person) -> None:
    assert Person.from_bytes(person.to_bytes()) == person


def test_what_is_empty_takes_no_room() -> None:
    assert Person("Canari", "Zoé").to_bytes() == '{"family_name":"Canari","given_name":"Zoé","language":"fr"}'.encode()


def test_a_person_shows_nothing_by_accident() -> None:
    assert f"{ZOE!r} {ZOE}" == "<Person> <Person>"


def test_the_envelope_begins_with_civility_and_name() -> None:
    assert ZOE.full_name == "Zoé Canari"
    assert address_lines(ZOE) == ("Mme Zoé Canari", "APPT 3", "12 RUE DE L EGLISE", "94240 L HAY LES ROSES")
    assert address_problems(ZOE) == ()


def test_the_civility_gives_way_to_a_long_name() -> None:
    person = Person("C" * 20, "Z" * 17, salutation=Salutation.MADAME)

    assert address_lines(person) == (f"{'Z' * 17} {'C' * 20}",)


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (
            Person("CANARI", "ZOE", date(1980, 2, 1), ("Appt. 3", "12 rue de l eglise"), "94240", "L HAY LES ROSES"),
            True,
        ),
        (Person("Canari", "Zoé", date(1980, 2, 1), email="ZOE@example.org"), True),
        (Person("Canari", "Zoé", date(1980, 2, 1), ("1 rue X",), "75012", "Paris", email="zoe@example.org"), True),
        (Person("Canari", "Zoé", date(1980, 2, 2), email="zoe@example.org"), False),
        (Person("Canari", "Luc", date(1980, 2, 1), email="zoe@example.org"), False),
        (Person("Canari", "Zoé", date(1980, 2, 1), email="z@example.org"), False),
        (Person("Canari", "Zoé", date(1980, 2, 1)), False),
    ],
)
def test_one_person_is_name_birth_date_and_address_or_email(other: Person, is_same: bool) -> None:
    assert (not set(identities(ZOE)).isdisjoint(identities(other))) is is_same


def test_who_gave_no_address_is_known_by_name_and_birth_date() -> None:
    assert identities(Person("Canari", "Zoé", date(1980, 2, 1))) == ("canari|zoe|1980-02-01|",)


def test_the_case_of_an_email_does_not_matter() -> None:
    assert email_identity("Zoe@Example.org") == "zoe@example.org"


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person("Canari", "Zoé"), True),
        (Person("Canari", "Zoé", telephone="0600000000", insurer="CPAM", country="France"), True),
        (Person("Canari", "Zoé", street=("-",)), True),
        (Person("Canari", "Zoé", date(1980, 2, 1)), False),
        (Person("Canari", "Zoé", email="zoe@example.org"), False),
        (Person("Canari", "Zoé", town="Lyon"), False),
    ],
)
def test_a_name_alone_is_too_little_to_index(person: Person, expected: bool) -> None:
    assert is_name_only(person) is expected
