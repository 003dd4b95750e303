"""The code on a sheet: what an independent reader reads is what was meant."""

import random

import pytest
import segno
import zxingcpp
from PIL import Image

from notifier.press.codes import SIDE, SheetCode, modules, path

CODE = SheetCode("7K3M-9QXT-2W4F-H", run=12, piece=345, sheet=1, sheets=2)
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def picture(dark: int) -> Image.Image:
    image = Image.new("L", (SIDE + 8, SIDE + 8), 255)
    for place, bit in enumerate(f"{dark:0{SIDE * SIDE}b}"):
        image.putpixel((4 + place % SIDE, 4 + place // SIDE), 0 if bit == "1" else 255)
    return image.resize((image.width * 6, image.height * 6), Image.Resampling.NEAREST)


def test_a_reader_reads_the_sheet() -> None:
    [found] = zxingcpp.read_barcodes(picture(modules(CODE.text())))
    assert SheetCode.read(found.text) == CODE


def test_any_text_becomes_the_very_code_segno_makes() -> None:
    chance = random.Random(1)
    for _ in range(100):
        text = "".join(chance.choice(_LETTERS) for _ in range(34))
        made = segno.make(text, version=2, error="m", mask=3, boost_error=False, mode="alphanumeric")
        bits = "".join("1" if dark else "0" for row in made.matrix for dark in row)
        assert modules(text) == int(bits, 2)


def test_the_path_draws_the_dark_modules_and_no_other() -> None:
    dark = 0
    for line in path(CODE.text()).splitlines()[:-1]:
        x, y, width = (int(word) for word in line.split()[:3])
        for column in range(x, x + width):
            dark |= 1 << (SIDE * SIDE - 1 - ((SIDE - 1 - y) * SIDE + column))
    assert dark == modules(CODE.text())


@pytest.mark.parametrize("text", ["", "BONJOUR", "7K3M-9QXT-2W4F-H 0012 000345 01", "x" * 34, "https://example.org"])
def test_other_codes_are_nobodys_sheet(text: str) -> None:
    assert SheetCode.read(text) is None


@pytest.mark.parametrize(
    "code",
    [
        SheetCode("7" * 17, 1, 1, 1, 1),
        SheetCode("7", 10_000, 1, 1, 1),
        SheetCode("7", 1, 1_000_000, 1, 1),
        SheetCode("7", 1, 1, 1, 100),
    ],
)
def test_what_has_no_room_is_refused(code: SheetCode) -> None:
    with pytest.raises(ValueError, match="no room"):
        code.text()


def test_a_short_reference_is_read_back() -> None:
    code = SheetCode("7K3M", 1, 2, 1, 1)
    assert SheetCode.read(code.text()) == code
