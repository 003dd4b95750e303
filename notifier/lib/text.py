"""Text as people typed it, made comparable: one form of accents, no stray spaces, no invisible characters."""

import re
import unicodedata

# Letters that no Unicode decomposition takes apart.
_LETTERS = str.maketrans({
    "Œ": "OE", "œ": "oe", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d",
    "Ð": "D", "ð": "d", "Þ": "TH", "þ": "th", "ı": "i", "ẞ": "SS", "ß": "ss",
})  # fmt: skip
_NOT_WORD = re.compile(r"[\W_]+")
# The marks that canonical decomposition leaves behind a letter.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# Control, format (zero width, direction), surrogate, private use, unassigned.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def tidy(text: str) -> str:
    """NFC, one space between words and none around, no control or format characters."""
    # Nearly every value is tidy; str.isprintable is false for every kind of character dealt with below.
    if text.isprintable() and "  " not in text and text == text.strip():
        return unicodedata.normalize("NFC", text)
    spaced = " ".join(text.split())
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in _INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def unaccent(text: str) -> str:
    """Without accents, ligatures taken apart (`Œ` is `OE`); letters of other scripts stay."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))


def words(text: str) -> str:
    """Letters and digits only, all else one space: `L'Haÿ-les-Roses` is `L Haÿ les Roses`."""
    return _NOT_WORD.sub(" ", text).strip()


def fold(text: str) -> str:
    """For comparing names, never for showing: `D'ŒUVRE-Hélène` and `d oeuvre helene` fold alike."""
    return words(unaccent(tidy(text)).casefold())
