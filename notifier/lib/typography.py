"""Spaces at which no line may break, so that no line begins with a question mark or ends with half a date."""

import re

_NO_BREAK, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DAY = re.compile(rf"\b(\d{{1,2}}|1er) (?={_MONTHS})")
_TITLE = re.compile(r"\b(Dr|n°) (?=\S)")
_HOUR = re.compile(rf"(?<=\d[ {_NO_BREAK}]h) (?=\d\d\b)")


def set_text(text: str, language: str) -> str:
    """The text with its no-break spaces; equal when set again. French has them before its high punctuation too."""
    kept = _DAY.sub(rf"\1{_NO_BREAK}", text)
    kept = _TITLE.sub(rf"\1{_NO_BREAK}", kept)
    kept = _HOUR.sub(_NO_BREAK, kept)
    return set_french(kept) if language.startswith("fr") else kept


def set_french(text: str) -> str:
    """Full before a colon and inside guillemets, narrow before `;`, `?` and `!` (Imprimerie nationale)."""
    text = re.sub(r"(?<=\S) (?=[;?!])", _NARROW, text)
    text = re.sub(r"(?<=\S) (?=[:»])", _NO_BREAK, text)
    return re.sub(r"« ", f"«{_NO_BREAK}", text)
