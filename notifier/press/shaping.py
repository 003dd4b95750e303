"""Text as glyphs: kerning, ligatures and combining marks by HarfBuzz, which WeasyPrint's Pango asks as well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

import uharfbuzz as hb

from notifier.press.embedding import carried
from notifier.press.faces import WEIGHTS, Face, faces

_WORDS = re.compile(r" +|[^ ]+")
# A letter with the marks that follow it is drawn from one font.
_CLUSTER = re.compile(r".[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*", re.DOTALL)
# Latin with its extensions, Greek, Cyrillic, combining marks, general punctuation: what Open Sans and DejaVu carry.
# Of the punctuation not those marks that turn the direction of what follows: they could disguise a line.
_PRINTABLE = re.compile(r"[\u0020-\u007e\u00a0-\u052f\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2116]*")


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face as a PDF shows them: `shown` is the inside of a TJ array; `is_usual` where every plate carries
    them all (embedding.carried).
    """

    face: str
    shown: str = field(repr=False)
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line; `width` in ems."""

    runs: tuple[Run, ...]
    width: float

    @property
    def is_usual(self) -> bool:
        """Whether no plate needs a font for it."""
        return all(run.is_usual for run in self.runs)


def is_printable(text: str) -> bool:
    """Whether the letter's fonts carry every letter of it."""
    return not shapeless(text)


def stand_ins(text: str) -> frozenset[str]:
    """The letters drawn from another font than the letter's own: legible, and visibly not of a piece."""
    if _plain(400).fullmatch(text):
        return frozenset()
    own = faces()[0][0]
    return frozenset(part for part in _clusters(text) if _carrier(part, 400) not in {own, None})


def shapeless(text: str) -> frozenset[str]:
    """The letters no face of ours carries, or that no letter is to show: none in what is printable."""
    if _plain(400).fullmatch(text):
        return frozenset()
    found = (part for part in _clusters(text) if _PRINTABLE.fullmatch(part) is None or _carrier(part, 400) is None)
    return frozenset(found)


# A letter's lines are asked for twice: to see whether they fit, and to be set. Most come with no other letter.
@lru_cache(maxsize=512)
def shape(text: str, weight: int) -> Shaped:
    """The line's glyphs, as WeasyPrint would set it."""
    runs, width = [], 0.0
    for face, part in _runs(text, weight):
        shown, thousandths, is_usual = _glyphs(face, part)
        runs.append(Run(face.name, shown, is_usual))
        width += thousandths
    return Shaped(tuple(runs), width / 1000)


def measure(text: str) -> float:
    """How wide the line is, in ems, in the address's weight. Nothing is remembered: most lines come once."""
    total = 0.0
    for face, part in _runs(text, 400):
        total += sum(place.x_advance for place in _shaped(face, part).glyph_positions) / face.upem
    return total


def _clusters(text: str) -> list[str]:
    # Most text is of the plainest letters, each its own cluster.
    return _CLUSTER.findall(text) if not text.isascii() else list(text)


def _runs(text: str, weight: int) -> Iterator[tuple[Face, str]]:
    own, _ = faces()[WEIGHTS.index(weight)]
    if text and _plain(weight).fullmatch(text):
        yield own, text
        return
    current, gathered = own, ""
    for part in _clusters(text):
        face = _carrier(part, weight) or own
        # A blank stays with what it follows, as Pango has it.
        if part.isspace():
            face = current
        if face is not current and gathered:
            yield current, gathered
            gathered = ""
        current, gathered = face, gathered + part
    if gathered:
        yield current, gathered


@cache
def _plain(weight: int) -> re.Pattern[str]:
    """Printable text that is the own face's altogether, without marks: what nearly every line is made of."""
    own, _ = faces()[WEIGHTS.index(weight)]
    letters = [letter for letter in map(chr, range(0x20, 0x2600)) if _PRINTABLE.fullmatch(letter)]
    marks = {letter for letter in letters if _CLUSTER.fullmatch("A" + letter)}
    carried_alone = [re.escape(one) for one in letters if one not in marks and _carrier(one, weight) is own]
    return re.compile(f"[{''.join(carried_alone)}]*")


@lru_cache(maxsize=4096)
def _carrier(cluster: str, weight: int) -> Face | None:
    """The first face with a glyph for all of it."""
    for face in faces()[WEIGHTS.index(weight)]:
        if all(info.codepoint for info in _shaped(face, cluster).glyph_infos):
            return face
    return None


def _shaped(face: Face, text: str) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer)
    return buffer


def _glyphs(face: Face, text: str) -> tuple[str, float, bool]:
    """The inside of the TJ array, how far the pen goes, in thousandths of an em, and whether all is usual. Word by word
    where the face lets its blanks stand alone: the words of addresses come again and again, the lines do not.
    """
    if " " not in text or not _blank_stands_alone(face):
        return _set(face, text)
    shown, far, usual = zip(*[_set(face, word) for word in _WORDS.findall(text)], strict=True)
    # Strings that touch are one.
    return " ".join(shown).replace("> <", ""), sum(far), all(usual)


@lru_cache(maxsize=8)
def _blank_stands_alone(face: Face) -> bool:
    """Whether no letter is set nearer to a blank, or otherwise beside one, than by itself."""
    blank = _set(face, " ")[1]
    for letter in map(chr, range(0x21, 0x250)):
        shown, far, _ = _set(face, letter)
        for text, parts in ((f"{letter} ", f"{shown} <{_blank(face)}>"), (f" {letter}", f"<{_blank(face)}> {shown}")):
            together, wide, _ = _set(face, text)
            if together != parts.replace("> <", "") or abs(wide - far - blank) > 0.01:
                return False
    return True


@lru_cache(maxsize=8)
def _blank(face: Face) -> str:
    return f"{face.hb_font.get_nominal_glyph(0x20):04X}"


@lru_cache(maxsize=4096)
def _set(face: Face, text: str) -> tuple[str, float, bool]:
    """As _glyphs, in one go."""
    buffer = _shaped(face, text)
    scale, far, usual, is_usual = 1000 / face.upem, 0.0, carried(face), True
    shown: list[str] = []
    open_glyphs = ""
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph, offset = info.codepoint, place.x_offset
        if offset and open_glyphs:
            shown.append(f"<{open_glyphs}>")
            open_glyphs = ""
        if offset:
            shown.append(f"{-offset * scale:.0f}")
        own, written = _glyph(face, glyph)
        open_glyphs += written
        is_usual = is_usual and glyph in usual
        advance = place.x_advance * scale
        far += advance
        # Cut, not rounded: so does WeasyPrint, and the two must stay within a pixel over a whole line.
        back = int(own - advance + offset * scale)
        if back:
            shown += (f"<{open_glyphs}>", str(back))
            open_glyphs = ""
    if open_glyphs:
        shown.append(f"<{open_glyphs}>")
    return " ".join(shown), far, is_usual


@lru_cache(maxsize=4096)
def _glyph(face: Face, glyph: int) -> tuple[int, str]:
    """Its own width, and how it is written."""
    return face.advance(glyph), f"{glyph:04X}"
