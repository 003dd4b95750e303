from datetime import date, timedelta

import pytest

from notifier.law.refusals import codes
from notifier.mailroom.rules.posting import (
    PRESUMED_AFTER_DAYS,
    UnreadablePieces,
    in_ranges,
    is_presumed_delivered,
    posting_problems,
    presumed_on,
    read_pieces,
)

MADE = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (MADE, ()),
        (MADE + timedelta(days=3), ()),
        (MADE - timedelta(days=1), ("posted_before_run",)),
        (MADE + timedelta(days=4), ("posted_in_future",)),
    ],
)
def test_a_letter_is_posted_after_its_run_and_not_in_the_future(on: date, found: tuple[str, ...]) -> None:
    assert codes(posting_problems(on=on, made_on=MADE, today=MADE + timedelta(days=3))) == found


def test_delivery_is_presumed_after_the_set_time_and_not_a_day_before() -> None:
    day = presumed_on(MADE)
    assert day - MADE == timedelta(days=PRESUMED_AFTER_DAYS)
    assert is_presumed_delivered(MADE, day)
    assert not is_presumed_delivered(MADE, day - timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "places"), [("3", {3}), ("1-3", {1, 2, 3}), ("1 – 2; 5,", {1, 2, 5}), (" 9,9 , 8-9", {8, 9})]
)
def test_pieces_are_named_as_people_write_them(text: str, places: set[int]) -> None:
    assert read_pieces(text, 9) == places


@pytest.mark.parametrize("text", ["", ",", "0", "10", "5-3", "1-10", "a", "1-2-3", "-1", "1" * 12])
def test_what_names_no_piece_of_the_run_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePieces):
        read_pieces(text, 9)


@pytest.mark.parametrize("places", [{1}, {1, 2, 3, 7}, {2, 4, 6}, set(range(1, 50))])
def test_what_is_written_for_people_can_be_read_again(places: set[int]) -> None:
    assert read_pieces(in_ranges(places), 50) == places
