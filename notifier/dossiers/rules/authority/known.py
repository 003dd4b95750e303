"""What the system knows of the rows of the authority's template. What is not known gets no row: nothing is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from notifier.dossiers.rules.authority.facts import CATEGORIES, TYPES, UNTOLD, Annex, CaseFacts, Told
from notifier.law.deadlines import PARIS
from notifier.law.template.bridge import outcome, whether_told
from notifier.law.template.shapes import Value
from notifier.law.words import Words


class Source(StrEnum):
    """Where a value comes from."""

    FILINGS = "filings"
    LETTERHEAD = "letterhead"
    MANDATE = "mandate"
    BREACH = "breach"
    AWARENESS = "awareness"
    ROSTER = "roster"
    DECISIONS = "decisions"
    DELIVERY = "delivery"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Known:
    """A value and its source. What is `is_live` follows the facts and cannot be answered otherwise; anything else is an
    offer.
    """

    value: Value
    source: Source
    is_live: bool = False


Row = tuple[int, Known]

_PROCESSOR = Words("Sous-traitant (article 28 du RGPD)", "Processor (GDPR Article 28)")
_BY_DAY = Words(
    "Dates connues au jour près ; les heures sont celles du début et de la fin du jour.",
    "Dates known to the day; the hours are those of its beginning and end.",
)
_PATIENTS = Words("Patients", "Patients")
_MINORS = Words("mineurs, ou majeurs depuis cette année", "minors, or of age since this year")
_VULNERABLE = Words("majeurs protégés", "protected adults")
_INFORMED = Words("Informés", "Informed")
_ANNEX = Words("Annexe commune des faits, version", "Common annex of the facts, version")
_NOT_INFORMED = Words("Non informés", "Not informed")


def known(facts: CaseFacts, language: str) -> dict[int, Known]:
    """By row, in the language of the file."""
    parts = (_filings(facts), _controller(facts), _breach(facts, language), _people(facts, language),
             _risk(facts), _telling(facts, language), _attached(facts, language))  # fmt: skip
    return {row: value for part in parts for row, value in part}


def _filings(facts: CaseFacts) -> Iterator[Row]:
    yield 3, Known("b" if facts.is_filed else "a", Source.FILINGS, is_live=True)
    yield 4, Known("b", Source.FILINGS)
    if facts.earlier_number:
        yield 6, Known(facts.earlier_number, Source.FILINGS, is_live=True)
    yield 7, Known(facts.reference, Source.FILINGS)


def _controller(facts: CaseFacts) -> Iterator[Row]:
    controller = facts.controller
    if controller.siren:
        yield 10, Known("a", Source.LETTERHEAD)
        yield 11, Known(controller.siren, Source.LETTERHEAD)
        # Only who is established in France has such a number.
        yield 120, Known("b", Source.LETTERHEAD)
    yield 12, Known(controller.organisation.name, Source.LETTERHEAD)
    yield 13, Known(controller.organisation.reach, Source.LETTERHEAD)
    if controller.is_self_employed:
        yield 14, Known("a", Source.LETTERHEAD)
        yield 15, Known("a", Source.LETTERHEAD)
    if controller.legal is not None:
        yield 21, Known(controller.legal.name, Source.LETTERHEAD)
        yield 22, Known(controller.legal.reach, Source.LETTERHEAD)
        yield 23, Known("b", Source.LETTERHEAD)
    if controller.officer is not None:
        yield 29, Known("a", Source.MANDATE)
        yield 30, Known(controller.officer.name, Source.MANDATE)
        yield 31, Known(controller.officer.reach, Source.MANDATE)
        yield 33, Known("a", Source.MANDATE)


def _breach(facts: CaseFacts, language: str) -> Iterator[Row]:
    breach = facts.breach
    if breach.vendor:
        yield 38, Known("a", Source.BREACH)
        yield 39, Known(_PROCESSOR.in_language(language), Source.BREACH)
        yield 40, Known(breach.vendor, Source.BREACH)
    yield 44, Known(_when(facts), Source.BREACH)
    yield 45, Known(True, Source.BREACH)
    yield 46, Known(datetime.combine(breach.began_on, time(), PARIS), Source.BREACH)
    if breach.ended_on is not None:
        yield 47, Known(datetime.combine(breach.ended_on, time(23, 59), PARIS), Source.BREACH)
    yield 48, Known(facts.aware_at.astimezone(PARIS), Source.AWARENESS, is_live=True)
    if facts.vendor_told_on is not None:
        yield 50, Known("b", Source.AWARENESS)
        yield 52, Known(facts.vendor_told_on, Source.AWARENESS)
    yield 53, Known(_BY_DAY.in_language(language), Source.BREACH)
    if breach.what:
        yield 62, Known(breach.what, Source.BREACH)
    if breach.categories:
        # What "leaked" was read by someone who should not: that is what confidentiality means (Article 4(12)).
        yield 55, Known(("a",), Source.BREACH)
        yield 70, Known(tuple(sorted({TYPES[category] for category in breach.categories})), Source.BREACH)
        listed = ", ".join(CATEGORIES[category].in_language(language) for category in breach.categories)
        yield 71, Known(listed[:1].upper() + listed[1:], Source.BREACH)


def _when(facts: CaseFacts) -> str:
    if facts.breach.ended_on is None:
        return "c"
    return "a" if facts.breach.ended_on == facts.breach.began_on else "b"


def _people(facts: CaseFacts, language: str) -> Iterator[Row]:
    people = facts.people
    if people is None:
        yield 65, Known(("e",), Source.ROSTER)
        yield 67, Known("d", Source.ROSTER)
        yield 72, Known("d", Source.ROSTER)
        return
    groups = (("e", _PATIENTS, people.affected), ("d", _MINORS, people.minors), ("i", _VULNERABLE, people.vulnerable))
    present = [(letter, words, count) for letter, words, count in groups if count or letter == "e"]
    yield 65, Known(tuple(letter for letter, _words, _count in present), Source.ROSTER)
    yield 66, Known(_lines([(words, count) for _letter, words, count in present], language), Source.ROSTER)
    yield 67, Known("a", Source.ROSTER, is_live=True)
    yield 68, Known(people.affected, Source.ROSTER, is_live=True)
    yield 72, Known("a", Source.ROSTER)
    yield 73, Known(people.affected, Source.ROSTER)


def _risk(facts: CaseFacts) -> Iterator[Row]:
    yield 89, Known(outcome(facts.risk), Source.DECISIONS, is_live=facts.risk is not None)


def _telling(facts: CaseFacts, language: str) -> Iterator[Row]:
    told = facts.told
    has_begun = told.informed > 0
    # A planned day is the controller's answer to rows 97 and 99; here only what was decided and done is known.
    said = whether_told(facts.telling, has_begun=has_begun, has_planned_day=False)
    yield 97, Known(said, Source.DELIVERY if has_begun else Source.DECISIONS, is_live=has_begun)
    if told.first_on is not None:
        yield 98, Known(told.first_on, Source.DELIVERY, is_live=True)
    if has_begun:
        yield 102, Known("b" if any(told.untold.values()) else "a", Source.DELIVERY, is_live=True)
        yield 103, Known(why_not_all(told, language), Source.DELIVERY, is_live=True)
        yield 104, Known(("a",), Source.DELIVERY)
    if facts.message:
        yield 106, Known(facts.message, Source.WORDING, is_live=True)


def _attached(facts: CaseFacts, language: str) -> Iterator[Row]:
    """The dated message where there is one, and the annex every case of the breach shares."""
    message = ("a",) if facts.message else ()
    if facts.annex is not None:
        yield 125, Known((*message, "j"), Source.BREACH)
        yield 126, Known(annex_in_words(facts.annex, language), Source.BREACH, is_live=True)
    elif message:
        yield 125, Known(message, Source.WORDING)


def annex_in_words(annex: Annex, language: str) -> str:
    """Its name, and the digest by which the files of all controllers can be compared."""
    said = f"{_ANNEX.in_language(language)} {annex.number} ({annex.file_name})"
    return f"{said}, SHA-256 {annex.sha256}" if annex.sha256 else said


def why_not_all(told: Told, language: str) -> str:
    """How many were informed, how many were not, and of these how many for which reason."""
    reasons = [(UNTOLD[code], count) for code, count in told.untold.items() if count]
    head = [(_INFORMED, told.informed), (_NOT_INFORMED, sum(count for _words, count in reasons))]
    listed = _lines(reasons, language).splitlines()
    return "\n".join([_lines(head, language), *(f"- {line}" for line in listed)])


def _lines(counts: list[tuple[Words, int]], language: str) -> str:
    colon = {"fr": "\N{NO-BREAK SPACE}: ", "en": ": "}[language]
    return "\n".join(f"{words.in_language(language)}{colon}{count}" for words, count in counts)
