"""The cells of one row by the field they belong to, tidied."""

from collections.abc import Sequence

from notifier.lib.text import tidy
from notifier.rosters.rules.columns import Layout
from notifier.rosters.rules.headers import Field

_STREETS = (Field.STREET_BEFORE, Field.STREET, Field.STREET_AFTER)


class Cells:
    __slots__ = ("_cells", "_fields")

    def __init__(self, cells: Sequence[str], layout: Layout) -> None:
        self._cells = cells
        self._fields = layout.fields

    def text(self, field: Field) -> str:
        """Empty also when the file has no such column."""
        places = self._fields.get(field)
        return self.at(places[0]) if places else ""

    def texts(self, field: Field) -> list[str]:
        """What the columns of a field hold that may have several, empty ones left out."""
        return [text for place in self._fields.get(field, ()) if (text := self.at(place))]

    def at(self, place: int) -> str:
        cell = self._cells[place]
        return tidy(cell) if cell else ""

    def street(self) -> tuple[str, ...]:
        """Lines in the order of the envelope; a cell with line breaks holds several."""
        raw = (self._cells[place] for part in _STREETS for place in self._fields.get(part, ()))
        return tuple(line for cell in raw if cell for line in map(tidy, cell.splitlines()) if line)

    def is_filled(self, field: Field) -> bool:
        return any(self._cells[place].strip() for place in self._fields.get(field, ()))
