"""Whether a letter fits, found without composing it, is what composing it would say."""

import pytest

from notifier.press import fitting
from notifier.press.fitting import address_fault, fits_surely, letter_pages, lines_too_wide
from notifier.press.letters import AddressTooWide, LetterFields, UnprintableText, compose
from notifier.press.style import WINDOW_WIDTH
from tests.press.samples import FIELDS, MASTER

# Around the window's width, and far from it.
LINES = [letter * count for letter in "WM" for count in (26, 27, 28, 29, 30)] + ["MME ZOE CANARI", "i" * 60, "é" * 45]


def composes(*address: str) -> str:
    try:
        compose(MASTER, LetterFields(address=address, date=FIELDS.date, reference=FIELDS.reference))
    except AddressTooWide:
        return "address_too_wide"
    except UnprintableText:
        return "unprintable"
    return ""


def said(*address: str) -> str:
    return address_fault(address, lines_too_wide(address))


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_judged_as_the_letter_itself_does(line: str) -> None:
    assert said(line, "69003 LYON") == composes(line, "69003 LYON")


def test_both_answers_occur() -> None:
    """Or the comparison above would prove nothing."""
    assert {said(line) for line in LINES} == {"", "address_too_wide"}


def test_too_many_lines_and_letters_without_a_shape_are_found() -> None:
    assert said(*["A"] * 8) == composes(*["A"] * 8) == "address_too_wide"
    assert said("山田") == composes("山田") == "unprintable"


def test_no_letter_is_wider_than_its_class_says() -> None:
    letters = [*fitting._WIDTH, *"%æÆ@MŒWmœ#ŠĐЖΩẞ"]
    letters.remove(" ")
    widths = fitting._widths([letter * 10 for letter in letters])
    ems = {letter: width / 10 / (fitting._SMALLEST / 72 * 96) for letter, width in zip(letters, widths, strict=True)}
    assert {letter: em for letter, em in ems.items() if em > fitting._WIDTH.get(letter, fitting._WIDEST)} == {}


def test_a_line_that_surely_fits_is_never_measured_wider() -> None:
    sure = [line for line in LINES if fits_surely(line)]
    assert sure
    assert lines_too_wide(sure) == frozenset()
    assert all(width <= WINDOW_WIDTH / 25.4 * 96 for width in fitting._widths(sure))


def test_the_pages_are_those_of_the_letter() -> None:
    longer = MASTER.replace("</body>", "<p>encore</p>" * 120 + "</body>")
    assert letter_pages(MASTER) == compose(MASTER, FIELDS).pages
    assert letter_pages(longer) == compose(longer, FIELDS).pages > letter_pages(MASTER)
