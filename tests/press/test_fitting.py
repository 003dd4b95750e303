"""Whether a letter fits, found without making it, is what making it would say."""

import pytest

from notifier.press.fitting import address_fault, letter_pages, lines_too_wide, shapeless_letters, stand_in_letters
from notifier.press.letters import AddressTooWide, LetterFields, UnprintableText, compose
from notifier.press.plates import lay
from notifier.press.stamp import stamp
from tests.press.samples import FIELDS, MASTER

PLATE = lay(MASTER)
# Around the window's width, and far from it.
LINES = [letter * count for letter in "WM" for count in (26, 27, 28, 29, 30)] + ["MME ZOE CANARI", "i" * 60, "é" * 45]


def fields(*address: str) -> LetterFields:
    return LetterFields(address=address, date=FIELDS.date, reference=FIELDS.reference)


def stamps(*address: str) -> str:
    try:
        stamp(PLATE, fields(*address))
    except AddressTooWide:
        return "address_too_wide"
    except UnprintableText:
        return "unprintable"
    return ""


def said(*address: str) -> str:
    return address_fault(address, lines_too_wide(address))


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_judged_as_stamping_does(line: str) -> None:
    assert said(line, "69003 LYON") == stamps(line, "69003 LYON")


@pytest.mark.parametrize("line", ["W" * 27, "W" * 30])
def test_the_letter_composed_alone_says_the_same(line: str) -> None:
    try:
        compose(MASTER, fields(line))
        alone = ""
    except AddressTooWide:
        alone = "address_too_wide"
    assert said(line) == alone


def test_both_answers_occur() -> None:
    """Or the comparison above would prove nothing."""
    assert {said(line) for line in LINES} == {"", "address_too_wide"}


def test_too_many_lines_and_letters_without_a_shape_are_found() -> None:
    assert said(*["A"] * 8) == stamps(*["A"] * 8) == "address_too_wide"
    assert said("山田") == stamps("山田") == "unprintable"


def test_letters_from_another_font_are_reported() -> None:
    assert stand_in_letters(["Əli Həsənov", "ʔ", "MME ZOE"]) == "Əəʔ"
    assert stand_in_letters(["MME ZOE CANARI", "Łukasz Żółć", "ΑΘΗΝΑ"]) == ""


@pytest.mark.parametrize(
    ("lines", "letters"),
    [
        (("山田 山", "ZOÉ"), "山田"),
        (("MME ZOÉ 😀",), "😀"),
        (("A\x00B", "\u202eZOE"), "\x00\u202e"),
        (("ZOÉ", "Əli", "Дмитрий"), ""),
        ((), ""),
    ],
)
def test_letters_no_font_carries_are_named(lines: tuple[str, ...], letters: str) -> None:
    assert shapeless_letters(lines) == letters
    assert (address_fault(lines, ()) == "unprintable") == bool(letters)


def test_the_pages_are_those_of_the_letter() -> None:
    longer = MASTER.replace("</body>", "<p>encore</p>" * 120 + "</body>")
    assert letter_pages(MASTER) == compose(MASTER, FIELDS).pages
    assert letter_pages(longer) == compose(longer, FIELDS).pages > letter_pages(MASTER)
