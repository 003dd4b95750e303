"""Reads for the pages of a roster."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from uuid import UUID

from notifier.breaches.models import Case
from notifier.rosters.models import Patient
from notifier.rosters.queries.explain import explain, explain_lines, explain_question
from notifier.rosters.queries.people import open_person
from notifier.rosters.rules.examination import Examination
from notifier.rosters.rules.person import Person
from notifier.vault.keystore import sealer_for

_PAGE = 50
_LINES = 50


@dataclass(frozen=True, slots=True)
class Masked:
    """One patient as a list may show them."""

    pk: UUID
    initials: str = field(repr=False)
    town: str = field(repr=False)
    has_email: bool
    has_address: bool
    tier: str


@dataclass(frozen=True, slots=True)
class MaskedPage:
    """Rows in a stable order; `next` is the key after which the next page begins, "" at the end."""

    rows: Sequence[Masked]
    next: str


def masked_page(case: Case, *, after: str) -> MaskedPage:
    """Up to 50 patients after a key; a key that is none begins at the front. Two queries."""
    patients = case.patients.order_by("pk")
    if key := _key(after):
        patients = patients.filter(pk__gt=key)
    found = list(patients[: _PAGE + 1])
    sealer = sealer_for(case.pk)
    rows = [mask(patient, open_person(patient, sealer)) for patient in found[:_PAGE]]
    return MaskedPage(rows, str(found[_PAGE - 1].pk) if len(found) > _PAGE else "")


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must confirm before the import, and whether they did."""

    code: str
    text: str
    is_answered: bool


def questions(examination: Examination, *, confirmed: Set[str]) -> list[Question]:
    """Of an examination without confirmations: every question, so that an answer given once is kept on the page."""
    columns: dict[str, list[str]] = {code: [] for code in examination.asks}
    for problem in examination.problems:
        if problem.column and problem.code in columns:
            columns[problem.code].append(problem.column)
    texts = {code: explain_question(code, found) for code, found in columns.items()}
    if lines := [problem.line for problem in examination.problems if problem.code == "possible_homonyms"]:
        texts["possible_homonyms"] = explain_lines("possible_homonyms", lines)
    return [Question(code, text, code in confirmed) for code, text in texts.items()]


def problem_lines(examination: Examination) -> list[str]:
    """The first problems as sentences, the reason of a refusal before all; what is asked is not said twice."""
    told = [problem for problem in examination.problems if problem.code not in examination.asks]
    told.sort(key=lambda problem: problem.code != examination.reason)
    return [explain(problem) for problem in told[:_LINES]]


def mask(patient: Patient, person: Person) -> Masked:
    """Initials and town, and what is no secret of theirs."""
    initials = f"{person.given_name[:1]}. {person.family_name[:1]}.".upper()
    return Masked(patient.pk, initials, person.town, patient.has_email, patient.has_address, patient.tier)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
