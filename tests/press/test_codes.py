"""The code on a sheet: what an independent reader reads is what was meant."""

import random
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
import segno
import zxingcpp
from PIL import Image

from notifier.press.codes import SIDE, SheetCode, mask, rows

CODE = SheetCode("7K3M-9QXT-2W4F-H", run=12, piece=345, sheet=1, sheets=2)
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def bits(packed: bytes) -> str:
    """Row by row, what fills them up to whole bytes left out."""
    wide = len(packed) // SIDE
    return "".join(
        f"{int.from_bytes(packed[row * wide : (row + 1) * wide], 'big'):0{wide * 8}b}"[:SIDE] for row in range(SIDE)
    )


def picture(packed: bytes) -> Image.Image:
    image = Image.new("L", (SIDE + 8, SIDE + 8), 255)
    for place, bit in enumerate(bits(packed)):
        image.putpixel((4 + place % SIDE, 4 + place // SIDE), 0 if bit == "1" else 255)
    return image.resize((image.width * 6, image.height * 6), Image.Resampling.NEAREST)


def test_a_reader_reads_the_sheet() -> None:
    [found] = zxingcpp.read_barcodes(picture(rows(CODE.text())))
    assert SheetCode.read(found.text) == CODE


def test_any_text_becomes_the_very_code_segno_makes() -> None:
    chance = random.Random(1)
    for _ in range(100):
        text = "".join(chance.choice(_LETTERS) for _ in range(34))
        made = segno.make(text, version=2, error="m", mask=3, boost_error=False, mode="alphanumeric")
        assert bits(rows(text)) == "".join("1" if dark else "0" for row in made.matrix for dark in row)


@pytest.mark.parametrize("dpi", [150, 300, 600])
def test_a_reader_reads_the_stencil_on_paper(dpi: int) -> None:
    """Modules of 0.3 mm, as on our sheets, where a scanner's dots and theirs never meet."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(60, 60))
        page.Contents = pdf.make_stream(b"q 21.26 0 0 21.26 19.3 18.7 cm 0 g " + mask(CODE.text()) + b" Q")
        pdf.save(out)
    seen = pdfium.PdfDocument(out.getvalue())[0].render(scale=dpi / 72, grayscale=True).to_pil()
    [found] = zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
    assert SheetCode.read(found.text) == CODE


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
