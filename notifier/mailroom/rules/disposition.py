"""A printer's answer: what became of which piece. Its columns and words in French and English; a line that says
anything else is named, and then nothing of the file counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from notifier.lib.ids import parse_reference
from notifier.lib.tables import Row, UnreadableTable, read_table
from notifier.lib.text import fold
from notifier.mailroom.choices import Fate

_HEADERS: Mapping[str, frozenset[str]] = {
    "piece": frozenset({"piece", "pli", "numero", "numero de piece", "piece number", "no"}),
    "reference": frozenset({"reference", "ref"}),
    "status": frozenset({"statut", "etat", "status", "state"}),
    "date": frozenset({"date", "jour", "day", "date de depot", "posted on", "postee le", "poste le"}),
}
_STATUS: Mapping[str, Fate] = {
    **dict.fromkeys(("printed", "imprime", "imprimee"), Fate.PRINTED),
    **dict.fromkeys(("spoiled", "abime", "abimee", "gache", "gachee", "rebut", "waste"), Fate.SPOILED),
    **dict.fromkeys(("posted", "poste", "postee", "depose", "deposee", "mailed"), Fate.POSTED),
}
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is a stable word; `line` that of the file, 1 for its header."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One line: a piece by its place, its reference, or both."""

    line: int
    fate: Fate
    piece: int | None = None
    reference: str | None = field(default=None, repr=False)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """The lines that can be read, and what is wrong with the others."""

    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_disposition(data: bytes) -> Read:
    """Every problem at once, the first line first."""
    try:
        table = read_table(data)
        columns = _columns(table.header.cells)
        if "status" not in columns or not {"piece", "reference"} & columns.keys():
            return Read(problems=(Problem(table.header.line, "columns_missing"),))
        read = [_answer(row, columns) for row in table.rows()]
    except UnreadableTable as unreadable:
        return Read(problems=(Problem(unreadable.line, unreadable.code),))
    answers = tuple(one for one in read if isinstance(one, Answer))
    problems = tuple(one for one in read if isinstance(one, Problem))
    return Read(answers, problems if answers or problems else (Problem(1, "empty_file"),))


def problems_of(
    answers: Iterable[Answer], stands: Mapping[int, tuple[str, Fate]], *, made_on: date, today: date
) -> tuple[Sequence[Problem], Mapping[int, Answer]]:
    """What of the answers cannot be, of a run whose pieces stand so (reference and fate by place), and what is said of
    each place. What was posted stays posted when it is called printed later.
    """
    by_reference = {reference: place for place, (reference, _fate) in stands.items()}
    problems: list[Problem] = []
    found: dict[int, Answer] = {}
    for answer in answers:
        place = _place(answer, stands, by_reference)
        if place is None:
            problems.append(Problem(answer.line, _unknown(answer)))
            continue
        before = stands[place][1]
        code = _contradiction(answer, before, found.get(place))
        if answer.on is not None and not made_on <= answer.on <= today:
            code = code or "date_impossible"
        if code:
            problems.append(Problem(answer.line, code))
        else:
            is_behind = answer.fate is Fate.PRINTED and before is Fate.POSTED
            found[place] = Answer(answer.line, Fate.POSTED) if is_behind else answer
    return problems, found


def _place(answer: Answer, stands: Mapping[int, tuple[str, Fate]], by_reference: Mapping[str, int]) -> int | None:
    place = answer.piece if answer.piece is not None else by_reference.get(answer.reference or "")
    if place is None or place not in stands:
        return None
    return place if answer.reference in {None, stands[place][0]} else None


def _unknown(answer: Answer) -> str:
    return "piece_unknown" if answer.reference is None else "reference_unknown"


def _contradiction(answer: Answer, before: Fate, other: Answer | None) -> str:
    if other is not None and other.fate is not answer.fate:
        return "said_twice"
    if {answer.fate, before} == {Fate.SPOILED, Fate.POSTED} or (before, answer.fate) == (Fate.SPOILED, Fate.PRINTED):
        return "already_" + before.value
    return ""


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        for name, spellings in _HEADERS.items():
            if _plain(cell) in spellings:
                found.setdefault(name, index)
    return found


def _answer(row: Row, columns: Mapping[str, int]) -> Answer | Problem:
    said = {name: row.cells[index].strip() if index < len(row.cells) else "" for name, index in columns.items()}
    fate = _STATUS.get(_plain(said["status"]))
    if fate is None:
        return Problem(row.line, "status_unknown")
    piece, reference = said.get("piece", ""), said.get("reference", "")
    if piece and not (piece.isascii() and piece.isdecimal() and len(piece) < 10):
        return Problem(row.line, "piece_unknown")
    if not piece and not reference:
        return Problem(row.line, "piece_missing")
    typed = parse_reference(reference) if reference else None
    if reference and typed is None:
        return Problem(row.line, "reference_unknown")
    on = _date(said.get("date", ""))
    if said.get("date") and on is None:
        return Problem(row.line, "date_unreadable")
    return Answer(row.line, fate, int(piece) if piece else None, typed, on)


def _date(text: str) -> date | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day, without an hour
        except ValueError:
            continue
    return None


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())
