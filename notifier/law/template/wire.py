"""A filled template as the machine-readable file: `field_48` and so on, valid by the public transcription.

That transcription differs from the template it transcribes, and each difference is met here:
one value per row, so that the first is written and the others are told in the row of text that describes it;
rows it always requires, even where the template does not ask them, get "not applicable" or nought;
row 95, a description, is typed as a date, so the day of the file stands there and the text joins row 92;
rows 118 and 123 allow one meaningless value, so they stay out and their text joins row 111.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from notifier.law.deadlines.periods import PARIS, day_of
from notifier.law.template.document import Document, is_asked
from notifier.law.template.shapes import Field, Kind, Value
from notifier.law.template.table import Template

Wire = str | int | bool

DATED = 95
UNWRITABLE = frozenset({118, 123})
# The letters of these stand for words: the transcription has free text there.
SPOKEN = frozenset({29})
_NOT_APPLICABLE = {"fr": "Sans objet", "en": "Not applicable"}
_COLON = {"fr": " : ", "en": ": "}
_YES = {"fr": "oui", "en": "yes"}


def to_json(document: Document, *, language: str = "fr") -> dict[str, Wire]:
    """The file's content, in the order of rows, of a document without problems: see `validate`."""
    asked = {row: field for row, field in document.template.fields.items() if is_asked(field, document)}
    written = {row: _one(field, document.values[row], language)
               for row, field in asked.items() if row in document.values and row not in UNWRITABLE}  # fmt: skip
    for row, texts in _spilled(document, asked, language).items():
        written[row] = "\n".join([*([str(written[row])] if row in written else []), *texts])
    if DATED in written:
        written[DATED] = day_of(document.made_at).isoformat()
    for field in document.template.fields.values():
        if field.is_mandatory and field.shown is not None and field.row not in written:
            written[field.row] = _filler(field, document, language)
    return {f"field_{row}": written[row] for row in sorted(written)}


def json_schema(template: Template) -> dict[str, Any]:
    """A JSON Schema (2020-12) of the file for one version of the template, made from our own table."""
    fields = list(template.fields.values())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Notification of a personal data breach, EDPB template {template.name}",
        "type": "object",
        "properties": {f"field_{field.row}": _property(field) for field in fields},
        "required": [f"field_{field.row}" for field in fields if field.is_mandatory],
        "additionalProperties": False,
    }


def _one(field: Field, value: Value, language: str) -> Wire:
    if field.row in SPOKEN:
        return field.option(str(value)).label.in_language(language)
    if isinstance(value, tuple):
        value = _in_order(field, value)[0]
    if field.options:
        option = field.option(str(value))
        return option.wire or option.code
    if isinstance(value, datetime):
        return value.astimezone(PARIS).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _spilled(document: Document, asked: dict[int, Field], language: str) -> dict[int, list[str]]:
    """What has no room in its own row, by the row that tells it."""
    found: dict[int, list[str]] = defaultdict(list)
    for row, field in asked.items():
        if field.spills_into is not None and row in document.values:
            found[field.spills_into] += _left_over(field, document.values[row], language)
    return {row: texts for row, texts in found.items() if texts}


def _left_over(field: Field, value: Value, language: str) -> list[str]:
    label, colon = field.label.in_language(language), _COLON[language]
    if isinstance(value, tuple):
        words = [field.option(code).label.in_language(language) for code in _in_order(field, value)]
        return [colon.join((label, ", ".join(words)))] if len(words) > 1 else []
    if field.options:
        option = field.option(str(value))
        return [colon.join((label, option.label.in_language(language)))] if option.wire else []
    return [colon.join((label, str(value)))]


def _in_order(field: Field, codes: tuple[str, ...]) -> list[str]:
    """As given, the weightiest first; but what is known before what is not."""
    return sorted(codes, key=lambda code: field.option(code).is_provisional)


def _filler(field: Field, document: Document, language: str) -> Wire:
    """For a row the transcription requires where the template does not ask it. An officer who notifies is named."""
    if field.kind is Kind.NUMBER:
        return 0
    if document.codes(23) == ("a",):
        known = {29: _YES[language], 30: document.values.get(21), 31: document.values.get(22)}.get(field.row)
        if known is not None:
            return str(known)
    return _NOT_APPLICABLE[language]


_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.CHOICE: {"type": "string"},
    Kind.CHOICES: {"type": "string"},
    Kind.NUMBER: {"type": "integer", "minimum": 0},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.MARK: {"type": "boolean"},
}


def _property(field: Field) -> dict[str, Any]:
    if field.row in UNWRITABLE:
        return {"type": "string", "enum": ["a"]}
    if field.row == DATED:
        return dict(_TYPES[Kind.DAY])
    letters = list(dict.fromkeys(option.wire or option.code for option in field.options))
    allowed = {"enum": letters} if letters and field.row not in SPOKEN else {}
    return {**_TYPES[field.kind], **allowed}
