"""A correction is a roster of one line."""

from datetime import date

import pytest

from notifier.rosters.choices import Language, Salutation
from notifier.rosters.rules.corrections import CORRECTABLE, corrected_columns, person_texts, read_correction
from notifier.rosters.rules.headers import FIELD_HEADERS, Field
from notifier.rosters.rules.person import Person

TODAY = date(2026, 3, 4)
ZOE = Person(
    family_name="Canari",
    given_name="Zoé",
    birth_date=date(1980, 2, 1),
    street=("Bâtiment 2", "3 rue Verte; au fond"),
    postcode="69003",
    town="Lyon",
    email="zoe@example.org",
    telephone="06 00 00 00 01, 04 00 00 00 01",
    insurer="Caisse 691",
    salutation=Salutation.MADAME,
    language=Language.ENGLISH,
)


def codes(person: Person = ZOE, *, demo: bool = True, **changes: str) -> tuple[bool, set[str]]:
    read = read_correction(person, {Field(n): text for n, text in changes.items()}, today=TODAY, demo=demo)
    return read.record is not None, {problem.code for problem in read.problems}


def test_a_person_who_is_not_changed_is_read_back_as_they_are() -> None:
    read = read_correction(ZOE, {}, today=TODAY, demo=True)
    assert read.record is not None
    assert (read.record.person, read.problems, read.record.has_address) == (ZOE, (), True)


def test_the_bare_minimum_is_read_back_too() -> None:
    bare = Person("Canari", "Zoé")
    read = read_correction(bare, {}, today=TODAY, demo=True)
    assert read.record is not None
    assert read.record.person == bare


def test_every_correctable_field_has_a_header_an_import_knows() -> None:
    assert all(FIELD_HEADERS[field.value.replace("_", " ")] is field for field in CORRECTABLE)


def test_what_is_typed_is_tidied_as_in_a_list() -> None:
    read = read_correction(
        ZOE, {Field.TOWN: "  Saint   Étienne ", Field.STREET: "1 quai\n\nBP 3"}, today=TODAY, demo=True
    )
    assert read.record is not None
    assert (read.record.person.town, read.record.person.street) == ("Saint Étienne", ("1 quai", "BP 3"))


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("family_name", " ", "missing_name"),
        ("birth_date", "2027-01-01", "bad_birth_date"),
        ("email", "zoe@", "bad_email"),
        ("email", "zoe@gmail.com", "not_reserved_domain"),
        ("postcode", "6900", "bad_postcode"),
        ("town", "", "incomplete_address"),
        ("language", "klingon", "bad_language"),
        ("salutation", "Docteur", "bad_salutation"),
        ("insurer", "x" * 301, "cell_too_long"),
        ("insurer", "2 80 02 69 123 456 91", "nir_value"),
    ],
)
def test_what_cannot_be_taken_is_named(field: str, text: str, code: str) -> None:
    taken, found = codes(**{field: text})
    assert not taken
    assert code in found


def test_whoever_loses_both_ways_to_be_reached_is_taken_with_advice() -> None:
    assert codes(email="", street="", postcode="", town="") == (True, {"no_contact"})


def test_an_old_fault_elsewhere_does_not_stop_a_correction() -> None:
    lame = Person("Canari", "Zoé", street=("3 rue Verte",), email="zoe@example.org")
    assert codes(lame, given_name="Zoë") == (True, {"bad_postcode", "incomplete_address"})


def test_a_likely_slip_is_only_advice() -> None:
    assert codes(demo=False, email="zoe@gmial.com") == (True, {"email_typo"})


def test_the_columns_that_changed_are_named_in_the_order_of_the_form() -> None:
    read = read_correction(ZOE, {Field.EMAIL: "z@example.org", Field.GIVEN_NAME: "Zoë"}, today=TODAY, demo=True)
    assert read.record is not None
    assert corrected_columns(ZOE, read.record.person) == ["given_name", "email"]


def test_a_form_shows_what_is_known() -> None:
    texts = person_texts(ZOE)
    assert (texts[Field.BIRTH_DATE], texts[Field.STREET]) == ("1980-02-01", "Bâtiment 2\n3 rue Verte; au fond")
    assert set(texts) == set(CORRECTABLE)
