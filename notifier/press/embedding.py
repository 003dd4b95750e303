"""A face inside a PDF: only the glyphs used, under their own numbers, and the map back to letters."""

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

import uharfbuzz as hb

from notifier.press.faces import Face, faces

_FLAGS = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
# Layout was done when the line was shaped.
_DROPPED = ("GSUB", "GPOS", "GDEF", "kern", "cmap", "name", "post", "OS/2", "DSIG", "FFTM", "gasp")
# What a reader meets in a letter's fields, so that few letters bring glyphs of their own.
_HOUSE = {*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *"ŒœŸŠšŽž‘’“”–—№"}


def house_glyphs(face: Face) -> frozenset[int]:
    return frozenset(glyph for glyph, text in _letters(face).items() if set(text) <= _HOUSE)


@lru_cache(maxsize=8)
def carried(face: Face) -> frozenset[int]:
    """The glyphs of it that every plate has at hand: of what stands in for the letter's own face, none."""
    return house_glyphs(face) if any(face is own for own, _ in faces()) else frozenset()


def subset(face: Face, glyphs: Collection[int]) -> bytes:
    """The font file with these glyphs alone; equal for equal glyphs, face and HarfBuzz."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.flags = _FLAGS
    wanted.drop_table_tag_set.update({int.from_bytes(tag.ljust(4).encode(), "big") for tag in _DROPPED})
    return bytes(hb.subset(face.hb_face, wanted).blob.data)


def descriptor(face: Face, file: int) -> bytes:
    box = b"[-1000 -500 2500 1500]"
    ascent, descent = round(face.ascent * 1000), -round(face.descent * 1000)
    return b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox%b/ItalicAngle 0/Ascent %d/Descent %d%b>>" % (
        _name(face), box, ascent, descent, b"/CapHeight 714/StemV 80/FontFile2 %d 0 R" % file,
    )  # fmt: skip


def cid_font(face: Face, glyphs: Collection[int], described: int) -> bytes:
    widths = b"".join(b"%d[%d]" % (glyph, face.advance(glyph)) for glyph in sorted(glyphs))
    return (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor %d 0 R/W[%b]/CIDToGIDMap/Identity>>" % (_name(face), described, widths)
    )


def type0(face: Face, descendant: int, to_unicode: int) -> bytes:
    return b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (
        _name(face),
        descendant,
        to_unicode,
    )


def unicode_map(face: Face, glyphs: Collection[int]) -> bytes:
    """The CMap by which a reader finds, copies and reads aloud what is printed."""
    known = _letters(face)
    lines = [f"<{glyph:04X}> <{_hex(known[glyph])}>" for glyph in sorted(glyphs) if glyph in known]
    blocks = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in _hundreds(lines)
    )  # fmt: skip
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{blocks}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


@lru_cache(maxsize=8)
def _letters(face: Face) -> dict[int, str]:
    """Of each glyph the text it stands for: the lowest letter that has it; a ligature's letters one by one."""
    found: dict[int, str] = {}
    codes = sorted(face.hb_face.unicodes)
    for code in codes:
        glyph = face.hb_font.get_nominal_glyph(code)
        if glyph:
            letter = chr(code)
            plain = unicodedata.normalize("NFKC", letter) if "\ufb00" <= letter <= "\ufb06" else letter
            found.setdefault(glyph, plain)
    # Shaping puts other glyphs in the place of some: a ligature, an I with feet.
    for text in ("ff", "fi", "fl", "ffi", "ffl", *map(chr, codes)):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(face.hb_font, buffer)
        if len(buffer.glyph_infos) == 1:
            found.setdefault(buffer.glyph_infos[0].codepoint, text)
    return found


def _name(face: Face) -> bytes:
    # Six letters before a plus sign say that the font is a part of a font.
    return b"NOTIF" + face.name[-1].translate(str.maketrans("0123", "ABCD")).encode() + b"+" + face.name.encode()


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _hundreds(lines: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(lines), 100):
        yield lines[start : start + 100]
