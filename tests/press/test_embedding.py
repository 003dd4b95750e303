"""A face inside a PDF: the glyphs asked for, under their numbers, with the way back to letters."""

import re

from notifier.press.embedding import house_glyphs, subset, unicode_map
from notifier.press.faces import all_faces

FACE = all_faces()["F0"]


def glyph(letter: str) -> int:
    return int(FACE.hb_font.get_nominal_glyph(ord(letter)))


def test_fewer_glyphs_are_fewer_bytes_and_equal_ones_equal_bytes() -> None:
    one, other = subset(FACE, {glyph("A")}), subset(FACE, house_glyphs(FACE))
    assert len(one) < len(other) < len(FACE.data) / 5
    assert one == subset(FACE, {glyph("A")})


def test_the_house_alphabet_has_what_names_are_made_of() -> None:
    assert {glyph(letter) for letter in "AZaz09ÉéŒœÇ-’'"} <= house_glyphs(FACE)
    assert glyph("Ж") not in house_glyphs(FACE)


def test_every_glyph_leads_back_to_its_letter() -> None:
    text = unicode_map(FACE, house_glyphs(FACE)).decode()
    known = dict(re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", text))
    assert bytes.fromhex(known[f"{glyph('É'):04X}"]).decode("utf-16-be") == "É"
    assert all(int(count) <= 100 for count in re.findall(r"(\d+) beginbfchar", text))
    assert len(house_glyphs(FACE)) > 100
