"""What differs between two states of a text, field by field and word by word."""

from collections.abc import Mapping
from dataclasses import dataclass

from notifier.breaches.rules.facts import Mark, Piece, marked
from notifier.law.content import Part
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import SUBJECT

FIELDS: tuple[str, ...] = (SUBJECT, *Part)
EMPTY = VariantText("", {})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field whose words changed; the kept and the new pieces together are the new text."""

    field: str
    pieces: tuple[Piece, ...]

    @property
    def went(self) -> int:
        """How many words went."""
        return self._words(Mark.GONE)

    @property
    def came(self) -> int:
        return self._words(Mark.NEW)

    def _words(self, mark: Mark) -> int:
        return sum(len(piece.text.split()) for piece in self.pieces if piece.mark is mark)


def differences(old: VariantText, new: VariantText) -> tuple[Difference, ...]:
    """The fields that differ, in their order of reading."""
    before, after = _fields(old), _fields(new)
    return tuple(Difference(name, marked(before[name], after[name])) for name in FIELDS if before[name] != after[name])


def changed_fields(old: VariantText, new: VariantText) -> tuple[str, ...]:
    before, after = _fields(old), _fields(new)
    return tuple(name for name in FIELDS if before[name] != after[name])


def field_of(text: VariantText, name: str) -> str:
    """The words of one field, empty where there are none."""
    return _fields(text)[name]


def _fields(text: VariantText) -> Mapping[str, str]:
    return {SUBJECT: text.subject, **{part: text.parts.get(part, "") for part in Part}}
