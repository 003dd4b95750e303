"""The authority's file as people copy it (PDF) and as machines read it (JSON)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from notifier.audit.checkpoints import latest_checkpoint
from notifier.breaches.choices import FilingKind
from notifier.breaches.models import Case
from notifier.dossiers.queries.authority import answers_of, case_facts, told_master
from notifier.dossiers.rendering.annex import annex_content
from notifier.dossiers.rendering.texts import letter_text, message_text
from notifier.dossiers.rules.authority.answers import merged
from notifier.dossiers.rules.authority.facts import CaseFacts
from notifier.dossiers.rules.authority.known import Known, known
from notifier.law.template.document import Document, is_asked
from notifier.law.template.shapes import Field, Value
from notifier.law.template.table import template_on
from notifier.law.template.validation import Problem, validate
from notifier.law.template.wire import to_json
from notifier.lib.dates import day_in_words, moment_in_words
from notifier.notices.choices import Channel
from notifier.press.report import CSS, compose_report


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """The file of a case at a moment: the document, what of it the system knows, what the controller answered."""

    case: Case
    language: str
    document: Document
    facts: CaseFacts
    known: Mapping[int, Known]
    answers: Mapping[int, Value]
    problems: tuple[Problem, ...]

    @property
    def informed(self) -> int:
        return self.facts.told.informed

    @property
    def untold(self) -> int:
        return sum(self.facts.told.untold.values())

    @property
    def version(self) -> FilingKind:
        """Which of the three versions rows 3 and 4 make of it."""
        if self.document.values.get(4) == "c":
            return FilingKind.WITHDRAWAL
        return FilingKind.COMPLEMENTARY if self.document.values.get(3) == "b" else FilingKind.INITIAL


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words; `problem` says what is wrong with it."""

    row: int
    label: str
    value: str
    problem: str = ""


def authority_file(case: Case, language: str, at: datetime) -> AuthorityFile:
    """Filled with what is known now. Raises NoDataKey once the case is erased."""
    template = template_on(timezone.localdate(at))
    master = told_master(case, language)
    message = _plain(bytes(master.data), master.channel) if master else ""
    facts = case_facts(case, at, message, language=language)
    rows, answers = known(facts, language), answers_of(case, template)
    document = merged(rows, answers, made_at=at, template=template)
    return AuthorityFile(case, language, document, facts, rows, answers, tuple(validate(document)))


def file_json(file: AuthorityFile) -> bytes:
    """Keyed `field_48` and so on; only of a file without problems is it valid by the template's schema."""
    return json.dumps(to_json(file.document, language=file.language), ensure_ascii=False, indent=2).encode() + b"\n"


def file_pdf(file: AuthorityFile) -> bytes:
    """To copy from, row by row, with the common annex and the newest checkpoint."""
    with translation.override(file.language):
        return compose_report(render_to_string("dossiers/authority_file.html", _context(file)))


def in_words(field: Field, value: Value, language: str) -> str:
    """A row's value as a person reads it."""
    if field.options:
        codes = value if isinstance(value, tuple) else (str(value),)
        return ", ".join(field.option(code).label.in_language(language) for code in codes)
    if isinstance(value, bool):
        return {"fr": "oui", "en": "yes"}[language] if value else {"fr": "non", "en": "no"}[language]
    if isinstance(value, datetime):
        return moment_in_words(timezone.localtime(value), language)
    return day_in_words(value, language) if isinstance(value, date) else str(value)


def _context(file: AuthorityFile) -> dict[str, Any]:
    checkpoint = latest_checkpoint()
    return {
        "css": mark_safe(CSS),  # noqa: S308 - our own constant
        "file": file,
        "title": title(file.version, is_incomplete=file.document.is_incomplete),
        "language": file.language,
        "made": moment_in_words(timezone.localtime(file.document.made_at), file.language),
        "sections": [
            (section.title.in_language(file.language), list(_lines(file, section.fields)))
            for section in file.document.template.sections
        ],
        "annex": annex_content(file.case.breach, file.language),
        "annex_file": file.facts.annex,
        "checkpoint": bytes(checkpoint.note).decode() if checkpoint else "",
    }


def title(version: FilingKind, *, is_incomplete: bool) -> str:
    """What the file is, in the active language."""
    return {
        FilingKind.INITIAL: _("Notification initiale, incomplète") if is_incomplete else _("Notification complète"),
        FilingKind.COMPLEMENTARY: _("Notification complémentaire, encore incomplète")
        if is_incomplete
        else _("Notification complémentaire, qui complète la première"),
        FilingKind.WITHDRAWAL: _("Retrait de la notification"),
    }[version]


def _lines(file: AuthorityFile, fields: tuple[Field, ...]) -> Iterator[Line]:
    """Rows with a value, and rows that must have one."""
    wrong = {problem.row: problem.rule.in_language(file.language) for problem in file.problems}
    for field in fields:
        value = file.document.values.get(field.row)
        if field.row in wrong or (value is not None and is_asked(field, file.document)):
            said = "" if value is None else in_words(field, value, file.language)
            yield Line(field.row, field.label.in_language(file.language), said, wrong.get(field.row, ""))


def _plain(data: bytes, channel: str) -> str:
    """What the notice says, without its layout."""
    html = str(letter_text(data) if channel == Channel.LETTER else message_text(data))
    for ending in ("</p>", "</h1>", "</h2>", "</li>", "</tr>", "<br>"):
        html = html.replace(ending, f"{ending}\n")
    lines = (line.strip() for line in unescape(strip_tags(html)).splitlines())
    return "\n".join(line for line in lines if line)
