"""A stamped letter: to the eye the one composed alone, in the window and nowhere else, and always itself."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pytest

from notifier.press.letters import AddressTooWide, LetterFields, UnprintableText, compose
from notifier.press.master import LetterLabels, letter_html
from notifier.press.plates import lay
from notifier.press.stamp import drawn, stamp
from notifier.press.style import (
    BLANK_BOTTOM,
    BLANK_LEFT,
    BLANK_TOP,
    WINDOW_HEIGHT,
    WINDOW_LEFT,
    WINDOW_TOP,
    WINDOW_WIDTH,
)
from tests.lib.samples import DOCUMENT
from tests.press.odd_addresses import FALLING_BACK, WORST, odd_addresses
from tests.press.placed import placed_lines
from tests.press.rasters import greatest_difference, ink_in, picture
from tests.press.samples import FIELDS, MASTER, text_of

PLATE = lay(MASTER)
LONG = MASTER.replace("</body>", "<p>Votre médecin vous informe.</p>" * 60 + "</body>")
LONG_PLATE = lay(LONG)
PLAY = 5


def letter(address: tuple[str, ...]) -> bytes:
    return stamp(PLATE, replace(FIELDS, address=address)).pdf(PLATE)


@pytest.mark.parametrize("address", [*WORST, *FALLING_BACK])
def test_it_looks_like_the_letter_composed_alone(address: tuple[str, ...]) -> None:
    alone = compose(MASTER, replace(FIELDS, address=address)).pdf
    assert greatest_difference(letter(address), alone) <= 64


def test_the_comparison_would_see_a_shift_of_a_third_of_a_millimetre() -> None:
    """Or it would prove nothing."""
    moved = replace(PLATE, places=tuple(replace(place, x=place.x + 1) for place in PLATE.places))
    assert greatest_difference(stamp(moved, FIELDS).pdf(PLATE), compose(MASTER, FIELDS).pdf) > 64


@pytest.mark.parametrize("date", ["1 mai 2026", "30 septembre 2026", "26 November 2026"])
def test_every_page_looks_like_the_letter_composed_alone(date: str) -> None:
    fields = replace(FIELDS, date=date, reference="WWWW-MMMM-9QXT-W")
    stamped, alone = stamp(LONG_PLATE, fields).pdf(LONG_PLATE), compose(LONG, fields)
    assert LONG_PLATE.pages == alone.pages == 2
    assert [greatest_difference(stamped, alone.pdf, page) <= 64 for page in range(2)] == [True, True]


@pytest.mark.parametrize("look", ["letter", "large", "short"])
def test_every_look_is_stamped_as_it_is_composed(look: str) -> None:
    html = letter_html(DOCUMENT, LetterLabels(reference="Référence", date="Date", mark="EXERCICE"), look)
    plate = lay(html)
    alone = compose(html, FIELDS)
    assert plate.pages == alone.pages
    stamped = stamp(plate, FIELDS).pdf(plate)
    assert all(greatest_difference(stamped, alone.pdf, page) <= 64 for page in range(plate.pages))


def test_only_the_address_shows_in_the_window_though_the_sheet_slips() -> None:
    nobody = stamp(PLATE, replace(FIELDS, address=())).pdf(PLATE)
    right, bottom = WINDOW_LEFT + WINDOW_WIDTH + PLAY, WINDOW_TOP + WINDOW_HEIGHT + PLAY
    assert ink_in(nobody, WINDOW_LEFT - PLAY, WINDOW_TOP - PLAY, right, bottom) is None
    assert ink_in(nobody, BLANK_LEFT, BLANK_TOP, 210, BLANK_BOTTOM) is None
    fitting = [address for address in odd_addresses(60) if fits(address)]
    assert len(fitting) > 20
    for address in fitting[:20]:
        pdf = letter(address)
        around = picture(pdf).copy()
        # The first letter's rim, and a comma's under the last line, blur over the edge by a pixel.
        seen = (WINDOW_LEFT - 0.4, WINDOW_TOP, right - PLAY, bottom - PLAY + 0.3)
        around.paste(255, [round(side * 150 / 25.4) for side in seen])
        assert around.tobytes() == picture(nobody).tobytes()
        assert ink_in(pdf, WINDOW_LEFT, WINDOW_TOP, right - PLAY, bottom - PLAY) is not None


def fits(address: tuple[str, ...]) -> bool:
    try:
        letter(address)
    except (AddressTooWide, UnprintableText):
        return False
    return True


def test_of_thousands_of_odd_addresses_each_is_inside_the_window_whole_or_refused() -> None:
    made = refused = 0
    for address in odd_addresses(3000):
        try:
            stamped = stamp(PLATE, replace(FIELDS, address=address))
        except AddressTooWide:
            refused += 1
            continue
        made += 1
        [page] = drawn(PLATE, stamped.update).pages
        lines = [line for line in placed_lines(page.decode()) if line.left >= BLANK_LEFT]
        assert [line.text for line in lines] == list(address)
        for line in lines:
            assert line.left >= WINDOW_LEFT - 0.01
            assert line.right <= WINDOW_LEFT + WINDOW_WIDTH
            assert line.top >= WINDOW_TOP
            assert line.bottom <= WINDOW_TOP + WINDOW_HEIGHT
    assert made > 1000
    assert refused > 100


@pytest.mark.parametrize("address", WORST)
def test_the_text_can_be_searched_and_copied(address: tuple[str, ...]) -> None:
    pdf = letter(address)
    said = "".join(text_of(pdf).split())
    other = "".join(pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    for line in (*address, FIELDS.date, FIELDS.reference):
        plain = "".join(line.split())
        assert plain in said
        assert plain in other


def test_an_address_too_wide_is_named_by_its_line_and_never_cut() -> None:
    with pytest.raises(AddressTooWide) as caught:
        letter(("MME ZOE CANARI", "W" * 38, "69003 LYON"))
    assert caught.value.line == 2


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(AddressTooWide):
        letter(("A",) * 8)


@pytest.mark.parametrize("name", ["李小龍", "مريم", "😀", "A\x00B", "\u202eZOE", "\u0378"])
def test_letters_no_font_carries_are_refused_not_printed_as_boxes(name: str) -> None:
    with pytest.raises(UnprintableText):
        letter((name, "69003 LYON"))


def test_a_letter_of_rare_letters_brings_their_shapes_along() -> None:
    plain, rare = stamp(PLATE, FIELDS), stamp(PLATE, replace(FIELDS, address=FALLING_BACK[0]))
    assert b"/FontFile2" not in plain.update
    assert b"/FontFile2" in rare.update
    assert rare.update.isascii()
    assert "Əli" in text_of(rare.pdf(PLATE))


@pytest.mark.parametrize("address", [FIELDS.address, FALLING_BACK[0]])
def test_the_pdf_is_well_formed(address: tuple[str, ...]) -> None:
    with pikepdf.open(BytesIO(letter(address))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_equal_letters_have_equal_bytes_in_every_process() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, '.')\n"
        "from tests.press.samples import FIELDS, MASTER\n"
        "from notifier.press.plates import lay\nfrom notifier.press.stamp import stamp\n"
        "plate = lay(MASTER)\nprint(hashlib.sha256(stamp(plate, FIELDS).pdf(plate)).hexdigest())"
    )
    runs = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code]
        env = {"PYTHONHASHSEED": seed}
        runs.append(subprocess.run(command, capture_output=True, text=True, check=True, env=env))
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout.strip()) == 64


def test_different_people_have_different_letters() -> None:
    assert letter(FIELDS.address) != letter(("MME ZOE CANARI", "15 RUE DES LILAS", "69003 LYON"))


@pytest.mark.parametrize(
    "hostile", ["<img src=x>", ") Tj ET (", "{{ x }}", "<!--reference-->", "&nbsp;&lt;", "[<00>]TJ"]
)
def test_a_name_is_text_and_never_markup(hostile: str) -> None:
    assert hostile.replace(" ", "") in "".join(text_of(letter((hostile, "69003 LYON"))).split())


def test_fields_are_not_shown_when_printed() -> None:
    assert "CANARI" not in repr(stamp(PLATE, FIELDS))
    assert "CANARI" not in repr(LetterFields(("MME CANARI",), "1", "2"))
