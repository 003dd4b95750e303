"""Lines, sheets and words of Maileva's interface."""

import pytest

from notifier.mailroom.choices import Word
from notifier.mailroom.rules.maileva import (
    Undeliverable,
    address_fields,
    check_sheets,
    is_of_the_letter,
    sheets,
    word_of,
)


@pytest.mark.parametrize(
    ("lines", "country", "expected"),
    [
        (("Luc Canari", "3 RUE DU PORT", "69003 LYON"), "FR", {2: "Luc Canari", 4: "3 RUE DU PORT", 6: "69003 LYON"}),
        (("Luc Canari", "RES DES PINS", "3 RUE DU PORT", "69003 LYON"), "FR",
         {2: "Luc Canari", 3: "RES DES PINS", 4: "3 RUE DU PORT", 6: "69003 LYON"}),
        (("A", "B", "C", "D", "69003 LYON"), "FR", {2: "A", 3: "B", 4: "C", 5: "D", 6: "69003 LYON"}),
        (("A", "B", "C", "D", "E", "69003 LYON"), "FR", {1: "A", 2: "B", 3: "C", 4: "D", 5: "E", 6: "69003 LYON"}),
        (("Luc Canari", "CEDEX 03", "98000 MONACO"), "MC", {2: "Luc Canari", 4: "CEDEX 03", 6: "98000 MONACO"}),
        # Abroad our last line is the country, which is the provider's to print.
        (("Luc Canari", "3 HAFENSTR", "10115 BERLIN", "ALLEMAGNE"), "DE",
         {2: "Luc Canari", 4: "3 HAFENSTR", 6: "10115 BERLIN"}),
        (("Luc Canari", "69003 LYON CEDEX"), "FR", {2: "Luc Canari", 6: "69003 LYON CEDEX"}),
    ],
)  # fmt: skip
def test_lines_keep_their_order(lines: tuple[str, ...], country: str, expected: dict[int, str]) -> None:
    fields = address_fields(lines, country)
    assert fields.pop("country_code") == country
    assert fields == {f"address_line_{number}": line for number, line in expected.items()}


@pytest.mark.parametrize(
    ("lines", "country", "code"),
    [
        (("A", "69003 LYON"), "", "country_unknown"),
        (("69003 LYON",), "FR", "address_missing"),
        (("A", "B", "C", "D", "E", "F", "69003 LYON"), "FR", "too_many_lines"),
        (("A" * 39, "69003 LYON"), "FR", "line_too_long"),
        (("A", "6" * 39), "FR", "line_too_long"),
    ],
)
def test_nothing_is_cut(lines: tuple[str, ...], country: str, code: str) -> None:
    with pytest.raises(Undeliverable, match=code):
        address_fields(lines, country)


def test_38_characters_fit() -> None:
    assert address_fields(("A" * 38, "69003 LYON"), "FR")["address_line_2"] == "A" * 38


def test_a_small_envelope_holds_five_sheets() -> None:
    assert sheets(1, duplex=True, has_address_sheet=True) == 2
    assert sheets(8, duplex=True, has_address_sheet=True) == 5
    assert sheets(8, duplex=False, has_address_sheet=False) == 8
    check_sheets(8, duplex=True, has_address_sheet=True)
    with pytest.raises(Undeliverable, match="too_many_sheets"):
        check_sheets(9, duplex=True, has_address_sheet=True)


@pytest.mark.parametrize(
    ("status", "of_recipient", "word"),
    [
        ("DRAFT", "DRAFT", Word.DRAFT), ("PENDING", "PENDING", Word.TAKEN), ("ACCEPTED", "PENDING", Word.TAKEN),
        ("PROCESSED", "PROCESSED", Word.PRODUCED), ("PROCESSED_WITH_ERRORS", "REJECTED", Word.REJECTED),
        ("REJECTED", "", Word.REJECTED), ("PROCESSED_WITH_ERRORS", "PROCESSED", Word.PRODUCED),
        # Unknown words never count as printed.
        ("NEW_WORD", "", Word.TAKEN), ("", "", Word.TAKEN),
    ],
)  # fmt: skip
def test_what_a_status_means(status: str, of_recipient: str, word: Word) -> None:
    assert word_of(status, of_recipient) is word


def test_whose_fault_a_code_is() -> None:
    assert is_of_the_letter("ADDRESS_LINE_6_WRONG_FORMAT")
    assert is_of_the_letter("CORRUPTED_DOCUMENT")
    assert not is_of_the_letter("CUSTOM_ID_WRONG_FORMAT")
    assert not is_of_the_letter("http_400")
