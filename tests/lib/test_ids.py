import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.lib.ids import error_reference, new_reference, parse_reference, reference_digest, uuid7

AT = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
CHANCE = st.binary(min_size=8, max_size=8)


def test_a_row_id_is_a_version_7_uuid_and_carries_the_time() -> None:
    row = uuid7(AT, b"\xff" * 10)

    assert (row.version, row.variant) == (7, "specified in RFC 4122")
    assert row.int >> 80 == int(AT.timestamp() * 1000)


def test_row_ids_sort_by_time() -> None:
    assert uuid7(AT, b"\xff" * 10) < uuid7(AT + timedelta(milliseconds=1), bytes(10))


def test_row_ids_of_one_moment_differ_by_chance() -> None:
    assert uuid7(AT, b"\x00" * 10) != uuid7(AT, b"\x00" * 9 + b"\x01")


@given(CHANCE)
def test_a_reference_is_read_back_as_it_was_issued(random: bytes) -> None:
    reference = new_reference(random)

    assert [len(group) for group in reference.split("-")] == [4, 4, 4, 1]
    assert parse_reference(reference) == reference
    assert parse_reference(f"  {reference.lower().replace('-', ' ')} ") == reference
    assert parse_reference(reference.replace("0", "O").replace("1", "l").replace("2", "z")) == reference


@given(CHANCE, st.sampled_from([0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15]), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_found(random: bytes, place: int, letter: str) -> None:
    reference = new_reference(random)
    wrong = reference[:place] + letter + reference[place + 1 :]

    assert parse_reference(wrong) == (reference if wrong == reference else None)


@given(CHANCE, st.integers(min_value=0, max_value=11))
def test_two_swapped_neighbours_are_found(random: bytes, place: int) -> None:
    reference = new_reference(random)
    letters = reference.replace("-", "")
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]

    assert parse_reference(swapped) == (reference if swapped == letters else None)


@pytest.mark.parametrize("text", ["", "-", "7K3M", "7K3M-9QXT-2W4F-HH", "7K3M-9QXT-2W4F-U", "é" * 13])
def test_what_cannot_be_a_reference_is_none(text: str) -> None:
    assert parse_reference(text) is None


def test_a_reference_is_found_by_its_digest_and_not_read_from_it() -> None:
    digest = reference_digest("7K3M-9QXT-2W4F-H")

    assert digest == reference_digest("7K3M9QXT2W4FH")
    assert digest == "e5cb18265dde9d501898eb4ba44994c39d77c40d7bd1ba731d76dea1e8be8b9e"
    assert digest != reference_digest("7K3M-9QXT-2W4F-J")


def test_an_error_has_a_short_reference_without_letters_that_are_mistaken() -> None:
    assert error_reference(bytes(5)) == "0000-0000"
    assert re.fullmatch("[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}", error_reference(b"\xff" * 5))
    assert error_reference(b"\x00\x00\x00\x00\x01") != error_reference(b"\x00\x00\x00\x00\x02")
