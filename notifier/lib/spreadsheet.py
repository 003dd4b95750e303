"""A line of a table that a spreadsheet opens without running anything in it."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

# Without it a spreadsheet takes French letters for something else.
BOM = "\ufeff"
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Separated by semicolons, as French spreadsheets want it; a cell that would be a formula is made a text."""
    for row in rows:
        text = StringIO()
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerow([_tame(cell) for cell in row])
        yield text.getvalue()


def _tame(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) else cell
