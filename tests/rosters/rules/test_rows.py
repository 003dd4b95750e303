from datetime import date

import pytest

from notifier.rosters.choices import CareFlag, Category, Language, Salutation, Tier, ToldHow
from notifier.rosters.rules.columns import read_header
from notifier.rosters.rules.person import Person
from notifier.rosters.rules.problems import Problem
from notifier.rosters.rules.rows import Expected, ReadRow, read_row

RPPS = "10000000009"
HEADER = {
    "nom": "Canari", "prénom": "Zoé", "date de naissance": "01/02/1980", "rue": "12 rue X", "code postal": "75012",
    "ville": "Paris", "courriel": "zoe@example.org", "tél": "06 00 00 00 00", "caisse": "CPAM", "langue": "en",
    "rpps": "", "civilité": "Mme", "niveau": "", "précautions": "", "décédé": "",
}  # fmt: skip


def read(physicians: tuple[str, ...] = (RPPS,), **changes: str) -> ReadRow:
    row = {**HEADER, **{key.replace("_", " "): value for key, value in changes.items()}}
    layout, _ = read_header(list(row), 1)
    expected = Expected(date(2026, 3, 4), demo=True, physicians=dict.fromkeys(physicians, "case"))
    return read_row(list(row.values()), 7, layout, expected)


def test_a_row_becomes_a_person_with_what_routing_needs() -> None:
    record = read(niveau="annoté", précautions="canal sûr", décédé="oui").record

    assert record is not None
    assert record.person == Person(
        "Canari", "Zoé", date(1980, 2, 1), ("12 rue X",), "75012", "Paris", "", "zoe@example.org", "06 00 00 00 00",
        "CPAM", Salutation.MADAME, Language.ENGLISH,
    )  # fmt: skip
    assert (record.line, record.rpps, record.tier, record.has_address) == (7, RPPS, Tier.ANNOTATED, True)
    assert record.exposure == set(Category)
    assert record.care == {CareFlag.SAFE_CHANNEL, CareFlag.DECEASED}


def test_only_what_is_filled_leaked() -> None:
    record = read(tél="", caisse=" ", date_de_naissance="").record

    assert record is not None
    assert record.exposure == {Category.IDENTITY, Category.ADDRESS, Category.EMAIL}
    assert record.person.birth_date is None


def test_an_email_that_does_not_work_leaked_all_the_same() -> None:
    record = read(courriel="zoe").record

    assert record is not None
    assert (record.person.email, Category.EMAIL in record.exposure) == ("", True)


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"nom": " "}, "family_name", "missing_name"),
        ({"prénom": ""}, "given_name", "missing_name"),
        ({"date_de_naissance": "31/02/1980"}, "birth_date", "bad_birth_date"),
        ({"niveau": "3"}, "tier", "bad_tier"),
        ({"précautions": "fragile"}, "care", "bad_care"),
        ({"décédé": "peut-être"}, "deceased", "bad_care"),
        ({"rpps": "123"}, "rpps", "bad_rpps"),
        ({"rpps": "10000000017"}, "rpps", "unknown_rpps"),
        ({"courriel": "zoe@free.fr"}, "email", "not_reserved_domain"),
    ],
)
def test_what_cannot_be_trusted_refuses_the_row(changes: dict[str, str], column: str, code: str) -> None:
    read_one = read(**changes)

    assert read_one.record is None
    assert read_one.problems == (Problem(7, column, code),)


def test_an_unreachable_person_refuses_the_row() -> None:
    read_one = read(courriel="zoe", code_postal="1")

    assert read_one.record is None
    assert [problem.code for problem in read_one.problems] == ["bad_email", "bad_postcode", "unreachable"]


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"courriel": "zoe"}, "email", "bad_email"),
        ({"code_postal": "1"}, "postcode", "bad_postcode"),
        ({"langue": "de"}, "language", "bad_language"),
        ({"civilité": "Dr"}, "salutation", "bad_salutation"),
    ],
)
def test_lesser_faults_are_told_and_the_row_is_kept(changes: dict[str, str], column: str, code: str) -> None:
    read_one = read(**changes)

    assert read_one.record is not None
    assert read_one.problems == (Problem(7, column, code),)


def test_a_record_shows_nothing_of_the_person() -> None:
    assert "Canari" not in repr(read())


@pytest.mark.parametrize(
    ("physicians", "rpps", "expected", "codes"),
    [
        ((RPPS,), "", RPPS, []),
        ((RPPS, "10000000017"), "1000 0000 017", "10000000017", []),
        ((RPPS, "10000000017"), "", "", ["physician_needed"]),
        ((), RPPS, "", ["unknown_rpps"]),
    ],
)
def test_the_physician_is_named_or_the_only_one(
    physicians: tuple[str, ...], rpps: str, expected: str, codes: list[str]
) -> None:
    read_one = read(physicians, rpps=rpps)

    assert (read_one.rpps, [problem.code for problem in read_one.problems]) == (expected, codes)


@pytest.mark.parametrize(
    ("leaked", "exposure"),
    [
        # The file has no column for the telephone: nobody knows that it did not leak.
        ({Category.IDENTITY, Category.EMAIL, Category.TELEPHONE}, {"identity", "email", "telephone"}),
        # It has one for the e-mail, but that leaked of nobody.
        ({Category.IDENTITY, Category.TELEPHONE}, {"identity", "telephone"}),
        # Notes leaked of those the file says so of, whatever the breach's list holds.
        ({Category.IDENTITY, Category.ANNOTATIONS}, {"identity"}),
    ],
)
def test_a_category_is_denied_only_where_that_is_known(leaked: set[Category], exposure: set[str]) -> None:
    header, problems = read_header(["nom", "prénom", "courriel"], 1)
    expected = Expected(date(2026, 3, 4), True, {"99990000000": "case"}, frozenset(leaked))
    record = read_row(["Canari", "Luc", "luc@example.org"], 2, header, expected).record
    assert problems == []
    assert record is not None
    assert {category.value for category in record.exposure} == exposure


def test_a_row_says_when_how_and_by_whom_someone_was_told() -> None:
    record = read(informé_le="02/03/2026", mode_d_information="par téléphone", informé_par="Dr Merle").record

    assert record is not None
    assert (record.person.told_on, record.person.told_how, record.person.told_by) == (
        date(2026, 3, 2),
        ToldHow.TELEPHONE,
        "Dr Merle",
    )
    assert record.care == {CareFlag.ALREADY_TOLD}


@pytest.mark.parametrize(("changes", "column"), [
    ({"informé_le": "l’an passé"}, "told_on"), ({"informé_le": "05/03/2026"}, "told_on"),
    ({"mode_d_information": "par signaux"}, "told_how"),
])  # fmt: skip
def test_an_illegible_proof_is_left_out_and_the_person_waits(changes: dict[str, str], column: str) -> None:
    read_one = read(**changes)

    assert read_one.record is not None
    assert read_one.problems == (Problem(7, column, "bad_told"),)
    assert CareFlag.ALREADY_TOLD in read_one.record.care


@pytest.mark.parametrize(("text", "year"), [
    ("12/05/2009", 2009), ("05/2009", 2009), ("2009", 2009), ("2009-05-12", 2009), ("", None), ("jadis", None),
    ("2027", None), ("1850", None),
])  # fmt: skip
def test_the_year_of_the_last_visit_is_kept(text: str, year: int | None) -> None:
    read_one = read(dernière_consultation=text)

    assert read_one.record is not None
    assert read_one.record.seen_year == year
    assert [problem.code for problem in read_one.problems] == (["bad_last_seen"] if text and not year else [])


def test_a_list_without_a_column_for_care_knows_nothing_of_it() -> None:
    row = {name: value for name, value in HEADER.items() if name not in {"précautions", "décédé"}}
    layout, _ = read_header(list(row), 1)
    expected = Expected(date(2026, 3, 4), demo=True, physicians={RPPS: "case"})
    record = read_row(list(row.values()), 7, layout, expected).record
    known = read().record

    assert record is not None
    assert known is not None
    assert (record.knows_care, known.knows_care) == (False, True)
