"""One row of a roster: a person, how far the leak goes, what care is needed, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from notifier.lib.identifiers import rpps_problem
from notifier.lib.postal import normal_postcode
from notifier.rosters.choices import CareFlag, Category, Language, Salutation, Tier, ToldHow
from notifier.rosters.rules import values
from notifier.rosters.rules.cells import Cells
from notifier.rosters.rules.columns import Layout
from notifier.rosters.rules.headers import Field
from notifier.rosters.rules.person import Person
from notifier.rosters.rules.problems import ROW_CODES, Problem
from notifier.rosters.rules.reach import read_reach

_CATEGORIES = {
    Field.BIRTH_DATE: Category.BIRTH_DATE,
    Field.STREET_BEFORE: Category.ADDRESS,
    Field.STREET: Category.ADDRESS,
    Field.STREET_AFTER: Category.ADDRESS,
    Field.POSTCODE: Category.ADDRESS,
    Field.TOWN: Category.ADDRESS,
    Field.EMAIL: Category.EMAIL,
    Field.TELEPHONE: Category.TELEPHONE,
    Field.INSURER: Category.INSURER,
}
_TOLD = (Field.TOLD_ON, Field.TOLD_HOW, Field.TOLD_BY)


@dataclass(frozen=True, slots=True)
class Expected:
    """What rows are read against. `physicians` maps an RPPS to the group (a case) its patients belong to; `leaked` are
    the categories the breach is said to have touched, empty while nobody has said; `unmandated` are the RPPS of
    physicians whose controller has not accepted the processing agreement.
    """

    today: date
    demo: bool
    physicians: Mapping[str, str]
    leaked: frozenset[Category] = frozenset()
    unmandated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """A row that can be taken; `exposure` are the categories that leaked of this person."""

    line: int
    person: Person = field(repr=False)
    rpps: str
    tier: Tier
    exposure: frozenset[Category]
    care: frozenset[CareFlag]
    has_address: bool
    # Whether the list says at all what care people need; and the year they were last seen in, where it says.
    knows_care: bool
    seen_year: int | None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """`record` is None when the row is refused; `rpps` is empty when no physician of ours is named."""

    record: Record | None
    rpps: str
    problems: tuple[Problem, ...]


def read_row(row: Sequence[str], line: int, layout: Layout, expected: Expected) -> ReadRow:
    """Read one row of the layout's width."""
    reading = _Row(Cells(row, layout), line, layout, expected)
    record = reading.record()
    refused = not ROW_CODES.isdisjoint(problem.code for problem in reading.problems)
    return ReadRow(None if refused else record, record.rpps, tuple(reading.problems))


class _Row:
    """The problems of one row, gathered while its fields are read."""

    __slots__ = ("_cells", "_expected", "_layout", "_line", "problems")

    def __init__(self, cells: Cells, line: int, layout: Layout, expected: Expected) -> None:
        self._cells = cells
        self._line = line
        self._layout = layout
        self._expected = expected
        self.problems: list[Problem] = []

    def record(self) -> Record:
        tier = self._tier()
        reach = read_reach(self._person(), demo=self._expected.demo)
        for column, code in reach.findings:
            self._add(column, code)
        return Record(
            line=self._line,
            person=reach.person,
            rpps=self._rpps(),
            tier=tier,
            exposure=self._exposure(tier),
            care=self._care(),
            has_address=reach.has_address,
            knows_care=self._layout.knows_care,
            seen_year=self._seen_year(),
        )

    def _person(self) -> Person:
        text = self._cells.text
        return Person(
            family_name=self._name(Field.FAMILY_NAME),
            given_name=self._name(Field.GIVEN_NAME),
            birth_date=self._birth_date(),
            street=self._cells.street(),
            postcode=normal_postcode(text(Field.POSTCODE), text(Field.COUNTRY)),
            town=text(Field.TOWN),
            country=text(Field.COUNTRY),
            email=text(Field.EMAIL),
            telephone=", ".join(self._cells.texts(Field.TELEPHONE)),
            insurer=text(Field.INSURER),
            salutation=self._salutation(),
            language=self._language(),
            told_on=self._told_on(),
            told_how=self._told_how(),
            told_by=text(Field.TOLD_BY),
        )

    def _name(self, part: Field) -> str:
        name = self._cells.text(part)
        if not name:
            self._add(part.value, "missing_name")
        return name

    def _birth_date(self) -> date | None:
        return self._day(Field.BIRTH_DATE, "bad_birth_date")

    def _salutation(self) -> Salutation:
        found = values.read_salutation(self._cells.text(Field.SALUTATION))
        if found is None:
            self._add("salutation", "bad_salutation")
        return found or Salutation.NONE

    def _language(self) -> Language:
        found = values.read_language(self._cells.text(Field.LANGUAGE))
        if found is None:
            self._add("language", "bad_language")
        return found or Language.FRENCH

    def _tier(self) -> Tier:
        found = values.read_tier(self._cells.text(Field.TIER))
        if found is None:
            self._add("tier", "bad_tier")
        return found or Tier.ADMINISTRATIVE

    def _care(self) -> frozenset[CareFlag]:
        listed = values.read_care(self._cells.text(Field.CARE))
        if listed is None:
            self._add("care", "bad_care")
        flags = set(listed or ())
        if any(map(self._cells.is_filled, _TOLD)):
            flags.add(CareFlag.ALREADY_TOLD)
        for flag, place in self._layout.care.items():
            is_set = values.read_flag(self._cells.at(place), flag, self._expected.today)
            if is_set is None:
                self._add(flag.value, "bad_care")
            elif is_set:
                flags.add(flag)
        return frozenset(flags)

    def _told_on(self) -> date | None:
        return self._day(Field.TOLD_ON, "bad_told")

    def _told_how(self) -> ToldHow:
        found = values.read_told_how(self._cells.text(Field.TOLD_HOW))
        if found is None:
            self._add(Field.TOLD_HOW.value, "bad_told")
        return found or ToldHow.UNKNOWN

    def _seen_year(self) -> int | None:
        text = self._cells.text(Field.LAST_SEEN)
        found = values.read_year(text, self._expected.today) if text else None
        if text and found is None:
            self._add(Field.LAST_SEEN.value, "bad_last_seen")
        return found

    def _day(self, part: Field, code: str) -> date | None:
        text = self._cells.text(part)
        found = values.read_date(text, self._expected.today) if text else None
        if text and found is None:
            self._add(part.value, code)
        return found

    def _rpps(self) -> str:
        """The physician's RPPS; an empty cell means the only physician there is."""
        rpps = self._cells.text(Field.RPPS).replace(" ", "")
        physicians = self._expected.physicians
        if not rpps and len(physicians) == 1:
            return next(iter(physicians))
        if rpps in physicians:
            return rpps
        if not rpps:
            self._add("rpps", "physician_needed")
        elif rpps in self._expected.unmandated:
            self._add("rpps", "agreement_missing")
        else:
            self._add("rpps", "bad_rpps" if rpps_problem(rpps) == "rpps_length" else "unknown_rpps")
        return ""

    def _exposure(self, tier: Tier) -> frozenset[Category]:
        """What leaked of this person. A category is left out, and the notice says *no*, only where that is known: it
        leaked of nobody, or the file has a column for it and this person's cell is empty. What stands in a cell
        leaked whether it can be read or not.
        """
        filled = {category for part, category in _CATEGORIES.items() if self._cells.is_filled(part)}
        told = {category for part, category in _CATEGORIES.items() if part in self._layout.fields}
        leaked = self._expected.leaked
        found = {c for c in leaked if c in filled or c not in told} if leaked else filled
        own = {Category.IDENTITY, *([Category.ANNOTATIONS] if tier is Tier.ANNOTATED else [])}
        return frozenset((found - {Category.ANNOTATIONS}) | own)

    def _add(self, column: str | None, code: str) -> None:
        self.problems.append(Problem(self._line, column, code))
