"""A composed letter, measured with a ruler: what the window shows, what it must not, and what never happens."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from notifier.press.letters import AddressTooWide, UnprintableText, compose
from notifier.press.style import (
    BLANK_BOTTOM,
    BLANK_LEFT,
    BLANK_TOP,
    CORNER_BOTTOM,
    CORNER_RIGHT,
    MACHINE_BOTTOM,
    MACHINE_RIGHT,
    MACHINE_TOP,
    WINDOW_HEIGHT,
    WINDOW_LEFT,
    WINDOW_TOP,
    WINDOW_WIDTH,
)
from tests.lib.samples import DOCUMENT
from tests.press.samples import FIELDS, MASTER, ink, text_of

WIDE = "LES TRES GRANDS JARDINS DU CHATEAU BAS"
SIX = ("MME ZOE CANARI", "APPARTEMENT 12", "RESIDENCE LES PINS", "14 RUE DES LILAS", "BP 90432", "69003 LYON")
SEVEN = (*SIX, "BELGIQUE")


def in_window(pdf: bytes) -> list[str]:
    """What the window shows, line by line; a line ends where the pen goes back to the left."""
    lines: list[str] = []
    pen = float("inf")
    for one in ink(pdf):
        if one.left >= BLANK_LEFT and BLANK_TOP <= one.top <= BLANK_BOTTOM:
            if one.left < pen - 1:
                lines.append("")
            lines[-1] += one.text
            pen = one.left
    return lines


@pytest.mark.parametrize("address", [FIELDS.address, SIX, SEVEN, (WIDE[:38], *SIX[1:5], "75011 PARIS")])
def test_the_window_shows_the_address_and_nothing_else(address: tuple[str, ...]) -> None:
    letter = compose(MASTER, replace(FIELDS, address=address))
    assert in_window(letter.pdf) == [line.replace(" ", "") for line in address]


@pytest.mark.parametrize("address", [FIELDS.address, SIX, SEVEN])
def test_the_address_stays_where_every_window_shows(address: tuple[str, ...]) -> None:
    for one in ink(compose(MASTER, replace(FIELDS, address=address)).pdf):
        if one.left >= BLANK_LEFT and BLANK_TOP <= one.top <= BLANK_BOTTOM:
            assert one.left >= WINDOW_LEFT - 0.5
            assert one.right <= WINDOW_LEFT + WINDOW_WIDTH
            assert one.top >= WINDOW_TOP
            assert one.bottom <= WINDOW_TOP + WINDOW_HEIGHT


def test_nothing_stands_where_machines_print_or_a_second_window_shows() -> None:
    for one in ink(compose(MASTER, FIELDS).pdf):
        assert not (one.left < MACHINE_RIGHT and MACHINE_TOP <= one.bottom <= MACHINE_BOTTOM)
        assert not (one.left < CORNER_RIGHT and one.top < CORNER_BOTTOM)


def test_the_letter_says_what_the_document_says() -> None:
    text = text_of(compose(MASTER, FIELDS).pdf)
    for part in (DOCUMENT.subject, "volées & copiées <hier>.", "Notes de votre médecin", "non", "Ne cliquez pas.",
                 "L’accès a été fermé.", "14 rue des Lilas", "5 mars 2026", "7K3M-9QXT-2W4F-H"):  # fmt: skip
        assert part in text


def test_the_reference_stands_on_every_page() -> None:
    longer = MASTER.replace("</body>", "<p>Encore.</p>" * 60 + "</body>")
    letter = compose(longer, FIELDS)
    assert letter.pages > 1
    assert text_of(letter.pdf).count(FIELDS.reference) == letter.pages + 1


def test_equal_letters_have_equal_bytes() -> None:
    assert compose(MASTER, FIELDS).pdf == compose(MASTER, FIELDS).pdf
    assert compose(MASTER, FIELDS).pdf != compose(MASTER, replace(FIELDS, date="6 mars 2026")).pdf


def test_an_address_too_wide_is_named_by_its_line_and_never_cut() -> None:
    with pytest.raises(AddressTooWide) as caught:
        compose(MASTER, replace(FIELDS, address=("MME ZOE CANARI", "W" * 38, "69003 LYON")))
    assert caught.value.line == 2
    assert "WWW" not in str(caught.value)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(AddressTooWide):
        compose(MASTER, replace(FIELDS, address=(*SEVEN, "ENCORE")))


@pytest.mark.parametrize("name", ["李小龍", "مريم", "😀", "A\x00B", "\u202eZOE"])
def test_letters_the_fonts_do_not_carry_are_refused_not_printed_as_boxes(name: str) -> None:
    with pytest.raises(UnprintableText) as caught:
        compose(MASTER, replace(FIELDS, address=(name, "69003 LYON")))
    assert name not in str(caught.value)


@pytest.mark.parametrize("name", ["ΑΘΗΝΑ ΠΑΠΑ", "Łukasz Żółć", "Ömer Şahin", "Nguyễn Thị Ánh", "N’DIAYE"])
def test_the_letters_of_europe_are_printed(name: str) -> None:
    assert name.replace(" ", "") in in_window(compose(MASTER, replace(FIELDS, address=(name, "69003 LYON"))).pdf)


@pytest.mark.parametrize("hostile", ["<img src=x>", "</div><h1>X", "{{ x }}", "<!--reference-->", "&nbsp;&lt;"])
def test_a_name_is_text_and_never_markup(hostile: str) -> None:
    letter = compose(MASTER, replace(FIELDS, address=(hostile, "69003 LYON")))
    assert hostile.replace(" ", "") in in_window(letter.pdf)


def test_a_letter_is_made_to_be_read_aloud_and_its_title_says_nothing() -> None:
    with pikepdf.open(BytesIO(compose(MASTER, FIELDS).pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert str(pdf.docinfo["/Title"]) == "Lettre"


def test_a_letter_fetches_nothing() -> None:
    hostile = MASTER.replace("</body>", '<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname"></body>')
    assert compose(hostile, FIELDS).pages == 1
