"""Pages as pictures."""

from functools import lru_cache

import pypdfium2 as pdfium
from PIL import Image, ImageChops

DPI = 150
_PX_PER_MM = DPI / 25.4
# PDFium puts each letter on a whole pixel, so a shift of a thousandth can move one by a pixel. Drawn four times as fine
# and averaged, as other renderers do by themselves, what is seen is what differs.
_FINE = 4


@lru_cache(maxsize=64)
def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page in grey at 150 dots to the inch."""
    drawn = pdfium.PdfDocument(pdf)[page].render(scale=DPI * _FINE / 72, grayscale=True)
    return drawn.to_pil().convert("L").reduce(_FINE)


def greatest_difference(one: bytes, other: bytes, page: int = 0) -> int:
    """Of any two pixels at the same place, of 255."""
    first, second = picture(one, page), picture(other, page)
    assert first.size == second.size
    return int(ImageChops.difference(first, second).getextrema()[1])


def ink_in(pdf: bytes, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int] | None:
    """The box of what is printed within these millimetres of the first page, in pixels of the cut; None if nothing."""
    box = [round(side * _PX_PER_MM) for side in (left, top, right, bottom)]
    cut = ImageChops.invert(picture(pdf).crop((box[0], box[1], box[2], box[3])))
    return cut.point(lambda grey: 255 if grey > 32 else 0).getbbox()
