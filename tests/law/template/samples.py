"""Filled templates for tests: one written by hand, and any number drawn from the table itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from notifier.law.template.document import Document, is_asked, is_wanted
from notifier.law.template.shapes import Field, Kind, Value
from notifier.law.template.table import CURRENT

MADE = datetime(2026, 7, 8, 14, 0, tzinfo=UTC)
AWARE = MADE - timedelta(hours=30)

# A psychiatrist's complete notification, after an e-mail of the vendor.
COMPLETE = Document(
    {
        3: "a", 4: "a", 7: "D-12", 10: "a", 11: "123456782", 12: "Cabinet du Dr Morel", 13: "1 rue des Lilas, Paris",
        14: "a", 15: "a", 21: "Claire Morel", 22: "claire.morel@example.org", 23: "b", 29: "a", 30: "Hugo Petit",
        31: "dpo@example.org", 33: "a", 38: "a", 39: "sous-traitant", 40: "Logiciel Exemple SAS",
        41: "contact@example.org", 44: "b", 45: True, 46: AWARE - timedelta(days=90), 47: AWARE - timedelta(days=80),
        48: AWARE, 50: "b", 51: "courriel de l’éditeur", 52: date(2026, 7, 7), 53: "dates données par l’éditeur",
        55: ("a",), 56: "a", 57: "c", 60: ("g", "e"), 61: "d", 62: "base copiée", 63: "base de production, France",
        65: ("e", "d", "i"), 66: "patients suivis depuis 2011", 67: "b", 68: 4000, 70: ("a", "b", "k"),
        71: "notes du médecin pour 40 patients", 72: "a", 73: 5200, 75: ("b", "h"), 76: "accès par mot de passe",
        79: ("a", "c"), 85: ("a", "c", "i"), 87: "c", 89: "a", 90: "ENISA 2013 : 5,00", 92: "accès fermés",
        94: ("j", "c"), 95: "double authentification", 97: "a", 98: date(2026, 7, 8), 102: "b",
        103: "12 patients sans adresse", 104: ("a",), 106: "texte de l’avis, version 3", 109: "a", 110: "b",
        111: "plainte déposée", 113: "b", 120: "b", 125: ("a", "b"),
    },
    MADE,
)  # fmt: skip


def changed(document: Document, changes: dict[int, Value | None]) -> Document:
    """The document with some rows changed, or left out where None."""
    kept = {row: value for row, value in {**document.values, **changes}.items() if value is not None}
    return replace(document, values=kept)


_MOMENTS = {46: AWARE - timedelta(days=9), 47: AWARE - timedelta(days=8)}
_DAYS = {52: date(2026, 7, 1), 98: date(2026, 7, 8), 99: date(2026, 8, 1)}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document without problems: every kind of notification, row by row as the rows before allow."""
    kind, state = draw(st.sampled_from([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b"), ("b", "c")]))
    aware = draw(st.sampled_from([AWARE, MADE - timedelta(days=5)]))
    start: dict[int, Value] = {3: kind, 4: state, 48: aware, 120: draw(st.sampled_from("abc")), **_outcome(draw, state)}
    document = Document(start, MADE)
    for _ in range(2):
        for row, field in CURRENT.fields.items():
            wants = is_wanted(field, document) or (is_asked(field, document) and draw(st.booleans()))
            if row not in document.values and wants:
                document = changed(document, {row: draw(_value(field, document))})
    return document


def _outcome(draw: st.DrawFn, state: str) -> dict[int, Value]:
    outcome = draw(st.sampled_from("abcd" if state == "b" else "abc"))
    told = {"a": ["a", "b", "b1", "e"], "d": ["a", "b", "b1", "d", "e"]}.get(outcome, ["a", "b", "b1", "d"])
    return {89: outcome, 97: draw(st.sampled_from([*told, "c"] if state == "b" else told))}


def _value(field: Field, document: Document) -> st.SearchStrategy[Value]:
    codes = [one.code for one in field.options if document.is_incomplete or not one.is_provisional]
    match field.kind:
        case Kind.TEXT:
            return st.sampled_from(["un texte", "deux\nlignes"])
        case Kind.CHOICE:
            return st.sampled_from(codes)
        case Kind.CHOICES:
            return st.lists(st.sampled_from(codes), min_size=1, max_size=4, unique=True).map(tuple)
        case Kind.NUMBER:
            return st.integers(0, 10**7)
        case Kind.DAY:
            return st.just(_DAYS[field.row])
        case Kind.MOMENT:
            # Aware five days ago at the earliest, so the breach ended before.
            return st.just(_MOMENTS[field.row] - timedelta(days=9))
        case Kind.MARK:
            return st.booleans()
