"""What keeps a filled template from being handed to the authority, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from notifier.law.deadlines.periods import day_of, instant
from notifier.law.template.document import Document, is_asked, is_wanted
from notifier.law.template.shapes import Field, Kind, Value
from notifier.law.words import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row; `code` is a stable word."""

    row: int
    code: str
    rule: Words


RULES: dict[str, Words] = {
    "unknown_row": Words("cette rubrique n’existe pas", "there is no such row"),
    "missing": Words("cette rubrique est à remplir", "this row must be filled"),
    "out_of_place": Words("cette rubrique n’est pas demandée ici", "this row is not asked here"),
    "wrong_kind": Words("ce n’est pas le genre de valeur attendu", "not the kind of value expected"),
    "not_an_option": Words("cette valeur n’est pas dans la liste", "this value is not in the list"),
    "without_zone": Words("l’heure a son fuseau", "the time has its zone"),
    "provisional": Words("« à déterminer » : seulement si la notification est incomplète",
                         "“to be determined”: only in an incomplete notification"),
    "withdrawal_of_new": Words("on ne retire qu’une notification déjà faite",
                               "only an earlier notification can be withdrawn"),
    "in_future": Words("ce moment n’est pas encore venu", "that moment has not come yet"),
    "not_in_future": Words("cette date doit être à venir", "that date must lie ahead"),
    "ends_before_it_begins": Words("la fin suit le début", "the end follows the beginning"),
    "aware_before_it_began": Words("on ne connaît pas une violation avant elle",
                                   "nobody is aware of a breach before it"),
    "untold_though_high": Words("un risque élevé s’annonce aux personnes, sauf exception",
                                "a high risk is told to people, unless excepted"),
    "excepted_without_high": Words("l’exception suppose un risque élevé", "the exception supposes a high risk"),
}  # fmt: skip


def validate(document: Document) -> list[Problem]:
    """Every problem, in the order of rows; an empty list for a file that may be handed over.

    The version of the template is the document's own.
    """
    found = [Problem(row, code, RULES[code]) for row, code in _all(document)]
    return sorted(found, key=lambda problem: problem.row)


def debts(document: Document) -> tuple[int, ...]:
    """The rows still to be told in a follow-up: what is provisional, and people to be told on a day not yet set."""
    fields = document.template.fields
    rows = [row for row, field in fields.items() if _is_provisional(field, document)]
    return tuple(sorted({*rows, *([97] if "b1" in document.codes(97) else [])}))


def _all(document: Document) -> Iterator[tuple[int, str]]:
    fields = document.template.fields
    yield from ((row, "unknown_row") for row in document.values if row not in fields)
    for row, field in fields.items():
        if row in document.values:
            yield from ((row, code) for code in _of_value(field, document))
        elif is_wanted(field, document):
            yield row, "missing"
    yield from _between(document)


def _of_value(field: Field, document: Document) -> Iterator[str]:
    value = document.values[field.row]
    if not is_asked(field, document):
        yield "out_of_place"
    if not _is_of_kind(field.kind, value):
        yield "wrong_kind"
    elif field.options and not set(document.codes(field.row)) <= {option.code for option in field.options}:
        yield "not_an_option"
    elif isinstance(value, datetime) and value.tzinfo is None:
        yield "without_zone"
    elif _is_provisional(field, document) and not document.is_incomplete:
        yield "provisional"


def _is_of_kind(kind: Kind, value: Value) -> bool:
    match kind:
        case Kind.TEXT | Kind.CHOICE:
            return isinstance(value, str) and bool(value.strip())
        case Kind.CHOICES:
            return isinstance(value, tuple) and bool(value) and len(set(value)) == len(value)
        case Kind.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case Kind.DAY:
            return isinstance(value, date) and not isinstance(value, datetime)
        case Kind.MOMENT:
            return isinstance(value, datetime)
        case Kind.MARK:
            return isinstance(value, bool)


def _is_provisional(field: Field, document: Document) -> bool:
    chosen = set(document.codes(field.row)) if field.options else set()
    return any(option.is_provisional and option.code in chosen for option in field.options)


def _between(document: Document) -> Iterator[tuple[int, str]]:
    """What rows say of each other."""
    yield from _between_moments(document)
    yield from _between_days(document)
    values = document.values
    if values.get(4) == "c" and values.get(3) == "a":
        yield 4, "withdrawal_of_new"
    if values.get(97) == "d" and values.get(89) == "a":
        yield 97, "untold_though_high"
    if values.get(97) == "e" and values.get(89) in ("b", "c"):
        yield 97, "excepted_without_high"


def _between_moments(document: Document) -> Iterator[tuple[int, str]]:
    began, ended, aware = (_moment(document, row) for row in (46, 47, 48))
    made = instant(document.made_at)
    yield from (
        (row, "in_future") for row, moment in ((46, began), (48, aware)) if moment is not None and moment > made
    )
    if began is not None and ended is not None and ended < began:
        yield 47, "ends_before_it_begins"
    if began is not None and aware is not None and aware < began:
        yield 48, "aware_before_it_began"


def _between_days(document: Document) -> Iterator[tuple[int, str]]:
    today = day_of(document.made_at)
    for row in (52, 98):
        if (day := _day(document, row)) is not None and day > today:
            yield row, "in_future"
    if (planned := _day(document, 99)) is not None and planned < today:
        yield 99, "not_in_future"


def _moment(document: Document, row: int) -> datetime | None:
    value = document.values.get(row)
    return instant(value) if isinstance(value, datetime) and value.tzinfo is not None else None


def _day(document: Document, row: int) -> date | None:
    value = document.values.get(row)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None
