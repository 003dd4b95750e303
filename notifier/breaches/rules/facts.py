"""The facts of a breach that every case shares, as values: their fingerprint, and what changed between two versions."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256

_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, what was done about it, whom to ask: each in French and in English."""

    what_fr: str
    what_en: str
    measures_fr: str
    measures_en: str
    contact_fr: str
    contact_en: str


WORDS = tuple(field.name for field in fields(Words))


@dataclass(frozen=True, slots=True)
class Facts:
    """One version. `categories` are names of rosters.choices.Category, in their order there."""

    began_on: date
    ended_on: date | None
    categories: tuple[str, ...]
    words: Words

    @property
    def sha256(self) -> str:
        """Of a canonical form: who kept a version can show that it is the one the log tells of."""
        kept = {**asdict(self), "began_on": self.began_on.isoformat(), "ended_on": str(self.ended_on or "")}
        return sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    mark: Mark
    text: str


def changed_words(old: Words, new: Words) -> Mapping[str, tuple[Piece, ...]]:
    """By name of the field, the changed texts alone, each as what stayed, went and came."""
    return {
        name: marked(getattr(old, name), getattr(new, name))
        for name in WORDS
        if getattr(old, name) != getattr(new, name)
    }


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """The way from one text to the other, word by word; the kept and the new pieces together are the new text."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    for kind, b1, b2, a1, a2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Mark.SAME, "".join(after[a1:a2])))
            continue
        gone, came = "".join(before[b1:b2]), "".join(after[a1:a2])
        pieces += [Piece(mark, text) for mark, text in ((Mark.GONE, gone), (Mark.NEW, came)) if text]
    return tuple(pieces)
