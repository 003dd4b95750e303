"""The controller's answers: how they are kept, and how they and what is known make one document."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from notifier.dossiers.rules.authority.known import Known
from notifier.law.template.document import Document, is_asked
from notifier.law.template.shapes import Kind, Value
from notifier.law.template.table import Template

Answers = Mapping[int, Value]

# What delivery says, and the common annex, is never taken away; the controller says more below it.
ADDED_TO = frozenset({103, 126})
# What is attached by itself stays ticked.
JOINED = frozenset({125})


def write_answers(answers: Answers) -> bytes:
    """As they are sealed."""
    kept = {str(row): value.isoformat() if isinstance(value, date) else value for row, value in answers.items()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()


def read_answers(data: bytes, template: Template) -> dict[int, Value]:
    """Rows a later version of the template no longer has are left out."""
    fields = template.fields
    kept = {int(row): value for row, value in json.loads(data).items()}
    return {row: _read(fields[row].kind, value) for row, value in kept.items() if row in fields}


def merged(facts: Mapping[int, Known], answers: Answers, *, made_at: datetime, template: Template) -> Document:
    """What is known, with the answers where it is not live; without the rows that are not asked then."""
    values = {row: known.value for row, known in facts.items()}
    for row, answer in answers.items():
        found = facts.get(row)
        if row in ADDED_TO and found is not None:
            values[row] = f"{found.value}\n{answer}"
        elif row in JOINED and found is not None:
            values[row] = _joined(found.value, answer)
        elif found is None or not found.is_live:
            values[row] = answer
    return _only_asked(Document(values, made_at, template))


def _joined(known: Value, answer: Value) -> Value:
    both = {*(known if isinstance(known, tuple) else ()), *(answer if isinstance(answer, tuple) else ())}
    return tuple(sorted(both))


def _only_asked(document: Document) -> Document:
    """A row that goes can take with it the ones it was the condition of."""
    fields = document.template.fields
    asked = {row: value for row, value in document.values.items() if is_asked(fields[row], document)}
    if len(asked) == len(document.values):
        return document
    return _only_asked(Document(asked, document.made_at, document.template))


def _read(kind: Kind, value: str | int | list[str]) -> Value:
    if isinstance(value, list):
        return tuple(value)
    match kind:
        case Kind.DAY:
            return date.fromisoformat(str(value))
        case Kind.MOMENT:
            return datetime.fromisoformat(str(value))
    return value
