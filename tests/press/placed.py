"""Where a page's stamped lines stand, read from what the PDF says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notifier.press.embedding import _letters
from notifier.press.faces import all_faces

_MM = 25.4 / 72
_LINE = re.compile(r"BT [\d. ]+ rg 1 0 0 1 ([\d.]+) ([\d.]+) Tm (.*?) ET")
_RUN = re.compile(r"/(F\d) ([\d.]+) Tf\[(.*?)\]TJ")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the box of its ink, in millimetres from the top left of the sheet."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def placed_lines(content: str) -> Iterator[Placed]:
    for x, y, runs in _LINE.findall(content):
        text, width, high, low = "", 0.0, 0.0, 0.0
        for name, size, shown in _RUN.findall(runs):
            face, points = all_faces()[name], float(size)
            for glyphs, back in re.findall(r"<([0-9A-F]+)>|(-?\d+)", shown):
                for at in range(0, len(glyphs), 4):
                    glyph = int(glyphs[at : at + 4], 16)
                    text += _letters(face)[glyph]
                    drawn = face.hb_font.get_glyph_extents(glyph)
                    high = max(high, drawn.y_bearing * points / face.upem)
                    low = max(low, -(drawn.y_bearing + drawn.height) * points / face.upem)
                    width += face.advance(glyph) * points / 1000
                width -= int(back or 0) * points / 1000
        left, base = float(x) * _MM, 297 - float(y) * _MM
        yield Placed(text, left, base - high * _MM, left + width * _MM, base + low * _MM)
