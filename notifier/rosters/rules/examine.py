"""Reading a whole roster in one pass: the rows that can be taken, and a verdict that holds no personal value."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from datetime import date
from hashlib import blake2b

from notifier.lib.identifiers import NirCount
from notifier.lib.tables import Row, Table, UnreadableTable, read_table
from notifier.rosters.choices import Tier
from notifier.rosters.rules.columns import Layout, number, read_header
from notifier.rosters.rules.examination import MAX_PROBLEMS, Examination, GroupCounts
from notifier.rosters.rules.headers import Field
from notifier.rosters.rules.notes import is_notes_column, looks_like_note
from notifier.rosters.rules.person import identities, is_surely_same
from notifier.rosters.rules.problems import ASK_CODES, FILE_CODES, Problem
from notifier.rosters.rules.rows import Expected, ReadRow, Record, read_row

MAX_CELL = 300
# More than one row in ten refused means the file itself is wrong.
_MANY = 10
_IDENTITY_BYTES = 16


def examine(data: bytes, *, today: date, confirmed: Set[str], demo: bool, physicians: Mapping[str, str]) -> Examination:
    """Read everything, keep nothing. `physicians` maps each RPPS to its group (the case)."""
    reading = Reading(data, expected=Expected(today, demo, physicians), confirmed=confirmed)
    for _ in reading.records():
        pass
    return reading.examination()


class Reading:
    """One pass over a file. Exhaust `records`, then ask `examination`: until it says accept, keep no record.

    `repeats` are by then the rows that named somebody again and said more of them: a precaution, or notes that leaked.
    """

    def __init__(self, data: bytes, *, expected: Expected, confirmed: Set[str]) -> None:
        self.repeats: list[Record] = []
        self._expected = expected
        self._confirmed = confirmed
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._file_codes: set[str] = set()
        self._rows: Counter[tuple[str, str]] = Counter()
        self._seen: set[bytes] = set()
        self._table: Table | None = None
        self._layout: Layout | None = None
        self._nirs: list[NirCount] = []
        self._notes: Counter[int] = Counter()
        self._open(data)

    def records(self) -> Iterator[Record]:
        """The good rows in the order of the file, repeats left out. Stops early when the file is refused."""
        table, layout = self._table, self._layout
        if table is None or layout is None or self._file_codes:
            return
        try:
            for row in table.rows():
                record = self._take(row, layout)
                if record is not None:
                    yield record
        except UnreadableTable as problem:
            self._refuse_file(Problem(problem.line, None, problem.code))
        self._judge_columns(layout, table.header.line)
        self._judge_rows(table.header.line)

    def examination(self) -> Examination:
        outcomes: Counter[str] = Counter()
        for (_, outcome), count in self._rows.items():
            outcomes[outcome] += count
        refusal = next((code for code in FILE_CODES if code in self._file_codes), None)
        asks = tuple(code for code in ASK_CODES if self._counts[code] and code not in self._confirmed)
        verdict = "refuse" if refusal else "ask" if asks else "accept"
        return Examination(
            verdict=verdict,
            reason=refusal or next(iter(asks), None),
            asks=() if refusal else asks,
            encoding=self._table.encoding if self._table else None,
            delimiter=self._table.delimiter if self._table else None,
            total=outcomes.total(),
            good=outcomes["good"],
            refused=outcomes["refused"],
            duplicate=outcomes["duplicate"],
            problems=tuple(self._problems),
            counts=dict(self._counts),
        )

    def of_group(self, group: str) -> GroupCounts:
        """The rows that name a physician of the group; rows that name nobody known belong to no group."""
        good, refused, duplicate = (self._rows[group, outcome] for outcome in ("good", "refused", "duplicate"))
        return GroupCounts(good + refused + duplicate, refused, duplicate)

    def _open(self, data: bytes) -> None:
        try:
            self._table = table = read_table(data)
        except UnreadableTable as problem:
            self._refuse_file(Problem(problem.line, None, problem.code))
            return
        line = table.header.line
        self._layout, problems = read_header(table.header.cells, line)
        self._nirs = [NirCount() for _ in table.header.cells]
        for problem_of_header in problems:
            self._refuse_file(problem_of_header)
        if Field.RPPS not in self._layout.fields and len(self._expected.physicians) != 1:
            self._refuse_file(Problem(line, "rpps", "physician_needed"))
        if table.guessed:
            self._add(Problem(line, None, "encoding_guess"))
        for place in self._layout.unknown:
            self._add(Problem(line, number(place), "unknown_column"))

    def _take(self, row: Row, layout: Layout) -> Record | None:
        problems = self._look_at_cells(row, layout)
        if problems:
            return self._settle(ReadRow(None, "", tuple(problems)))
        return self._settle(read_row(row.cells, row.line, layout, self._expected))

    def _look_at_cells(self, row: Row, layout: Layout) -> list[Problem]:
        """What makes reading the row's fields pointless: cell_count, cell_too_long, nir_value, note_value."""
        if len(row.cells) != layout.width:
            return [Problem(row.line, None, "cell_count")]
        left_out = {*layout.unknown, *layout.unnamed}
        problems = []
        for place, cell in enumerate(row.cells):
            is_nir, is_note = self._nirs[place].add(cell), looks_like_note(cell)
            if is_note:
                self._notes[place] += 1
            if place in left_out:
                continue
            if is_nir:
                problems.append(Problem(row.line, layout.column_name(place), "nir_value"))
            elif is_note:
                problems.append(Problem(row.line, layout.column_name(place), "note_value"))
            elif len(cell) > MAX_CELL:
                problems.append(Problem(row.line, layout.column_name(place), "cell_too_long"))
        return problems

    def _settle(self, read: ReadRow) -> Record | None:
        """Count the row and its problems; returns the record of a good one."""
        for problem in read.problems:
            self._add(problem)
        group = self._expected.physicians.get(read.rpps, "")
        record = read.record
        outcome = "refused" if record is None else "good"
        if record is not None and (code := self._named_before(record, group)):
            self._add(Problem(record.line, None, code))
            if record.care or record.tier is Tier.ANNOTATED or record.seen_year:
                self.repeats.append(record)
            outcome, record = "duplicate", None
        self._rows[group, outcome] += 1
        return record

    def _named_before(self, record: Record, group: str) -> str:
        """`duplicate` where an earlier row of the group names the same person, `possible_homonyms` where it may be
        another one of the same name, else empty. Digests keep the memory small.
        """
        keys = {
            blake2b(f"{group}|{identity}".encode(), digest_size=_IDENTITY_BYTES).digest(): identity
            for identity in identities(record.person)
        }
        shared = [identity for key, identity in keys.items() if key in self._seen]
        self._seen.update(keys)
        if not shared:
            return ""
        return "duplicate" if is_surely_same(record.person, shared) else "possible_homonyms"

    def _judge_columns(self, layout: Layout, line: int) -> None:
        for place, nirs in enumerate(self._nirs):
            if nirs.is_column():
                self._refuse_file(Problem(line, layout.column_name(place), "nir_column"))
            elif is_notes_column(self._notes[place], nirs.filled):
                self._refuse_file(Problem(line, layout.column_name(place), "notes_column"))
            elif place in layout.unnamed and nirs.filled:
                self._add(Problem(line, number(place), "unknown_column"))

    def _judge_rows(self, line: int) -> None:
        total, refused = self._rows.total(), sum(n for (_, outcome), n in self._rows.items() if outcome == "refused")
        if self._counts["not_reserved_domain"]:
            self._file_codes.add("not_reserved_domain")
        if total == 0:
            self._refuse_file(Problem(line, None, "no_rows"))
        elif refused == total:
            self._refuse_file(Problem(line, None, "no_good_rows"))
        elif refused * _MANY > total:
            self._add(Problem(line, None, "many_refused"))

    def _refuse_file(self, problem: Problem) -> None:
        self._file_codes.add(problem.code)
        self._add(problem)

    def _add(self, problem: Problem) -> None:
        self._counts[problem.code] += 1
        if len(self._problems) < MAX_PROBLEMS:
            self._problems.append(problem)
