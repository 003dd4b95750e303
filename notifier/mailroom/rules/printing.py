"""What goes beside a bundle: its name and its manifest. Neither names anyone."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from io import StringIO
from itertools import chain
from operator import attrgetter

_RECIPIENT = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter in the manifest; `reference` is the one printed on it."""

    piece: int
    reference: str
    first_page: int
    pages: int
    sha256: str


_COLUMNS = tuple(column.name for column in fields(Sheet))
_values = attrgetter(*_COLUMNS)


def file_name(number: int, kind: str = "pdf") -> str:
    """`tirage-0001.pdf`: the run's number and nothing of the practice."""
    return f"tirage-{number:04d}.{kind}"


def manifest_csv(sheets: Iterable[Sheet]) -> Iterator[str]:
    """One line per letter, with a header; written as it comes, for a run may have hundreds of thousands."""
    text = StringIO()
    writer = csv.writer(text)
    for row in chain([_COLUMNS], map(_values, sheets)):
        writer.writerow(row)
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def manifest_json(sheets: Iterable[Sheet]) -> Iterator[str]:
    """A list of objects, one to a line."""
    before = "[\n "
    for sheet in sheets:
        yield before + json.dumps(dict(zip(_COLUMNS, _values(sheet), strict=True)))
        before = ",\n "
    yield "[]\n" if before.startswith("[") else "\n]\n"


def is_recipient(text: str) -> bool:
    """Whether a printer's name is a plain code word, fit for the audit log."""
    return bool(_RECIPIENT.fullmatch(text))
