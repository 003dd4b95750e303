"""Finding words however they were typed: capitals, accents, apostrophes and line breaks make no difference."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_APOSTROPHES = frozenset("’ʼ‘`´′")
_HYPHENS = frozenset("‐‑‒–−")
_LIGATURES = {"œ": "oe", "æ": "ae"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Small letters without accents, and for each of them its place in the text as written."""

    written: str
    text: str
    places: tuple[int, ...]

    def excerpt(self, start: int, end: int) -> str:
        """The words as written that stand at these places of the folded text, on one line."""
        if start >= end:
            return ""
        return " ".join(self.written[self.places[start] : self.places[end - 1] + 1].split())


def folded(written: str) -> Folded:
    """What takes no room on the page (soft hyphens, joiners, combining accents) is left out."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(written):
        for plain in _plain(letter):
            letters.append(plain)
            places.append(place)
    return Folded(written, "".join(letters), tuple(places))


def occurrences(pattern: str, text: Folded) -> Iterator[str]:
    """The excerpts where the pattern stands as whole words. A space in it matches any run of blanks."""
    for found in whole_words(pattern).finditer(text.text):
        yield text.excerpt(*found.span())


@cache
def whole_words(pattern: str) -> re.Pattern[str]:
    """The pattern between the edges of words; its spaces match any run of blanks."""
    return re.compile(r"(?<!\w)(?:" + pattern.replace(" ", r"\s+") + r")(?!\w)")


def _plain(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    if letter in _HYPHENS:
        return "-"
    if unicodedata.category(letter) == "Cf":
        return ""
    small = _LIGATURES.get(letter.casefold(), letter.casefold())
    return "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
