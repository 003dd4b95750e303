"""Letters no font on this machine has a shape for: a PDF would show them as empty boxes."""

import re
import unicodedata
from functools import cache, lru_cache

from notifier.press.faces import faces, found_for

# What is drawn by nothing of its own: line ends, joiners, marks of direction.
_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}


def without_shape(text: str) -> str:
    """The letters of the text that would be boxes, each once, in their order. Costs a page's layout where it has
    letters our two families lack: another font installed may have them.
    """
    rare = frozenset(letter for letter in set(text) - _ours() if unicodedata.category(letter) not in _UNSEEN)
    return "".join(sorted(rare - _found_elsewhere(rare))) if rare else ""


def with_numbers(html: str) -> str:
    """The page with each such letter as its number in Unicode, so that a reader sees which it was."""
    missing = without_shape(html)
    return re.sub(f"[{re.escape(missing)}]", lambda one: f"[U+{ord(one[0]):04X}]", html) if missing else html


@cache
def _ours() -> frozenset[str]:
    codes: set[int] = set().union(*(face.hb_face.unicodes for face in faces()[0]))
    return frozenset(map(chr, codes))


@lru_cache(maxsize=64)
def _found_elsewhere(letters: frozenset[str]) -> frozenset[str]:
    """Those WeasyPrint finds a font for by itself."""
    carried: set[int] = set().union(*(face.unicodes for _, face in found_for(" ".join(sorted(letters)), 400)))
    return frozenset(letter for letter in letters if ord(letter) in carried)
