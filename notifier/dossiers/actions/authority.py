"""Writing the authority's file and handing it out. Neither stops the clock of Article 33: only a filing does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.annex import make_annex
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.models import AuthorityAnswers, NamedAnnex
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.authority import TABLE, answers_of
from notifier.dossiers.rendering.authority import authority_file, file_json, file_pdf
from notifier.dossiers.rules.authority.answers import write_answers
from notifier.law.template.shapes import Value
from notifier.law.template.table import template_on
from notifier.law.template.validation import Problem
from notifier.vault.keystore import sealer_for


class FileNotReady(ValueError):
    """The machine-readable file would not be valid; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{problem.row} {problem.code}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """What is handed out, and its SHA-256."""

    data: bytes = field(repr=False)
    sha256: str


@transaction.atomic
def save_answers(*, case: Case, answers: Mapping[int, Value | None], by: Actor, at: datetime) -> tuple[int, ...]:
    """Keep the answers to these rows, None takes one back; the event names the rows and no value. Returns the rows that
    changed. Raises ActRefused for an erased case.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.is_erased:
        raise ActRefused("case_erased")
    before = answers_of(case, template_on(timezone.localdate(at)))
    after = {row: value for row, value in {**before, **answers}.items() if value is not None}
    rows = tuple(sorted(row for row in {*before, *after} if before.get(row) != after.get(row)))
    if rows:
        _seal(case, after, by, at)
        fact = Fact("authority_file.answered", f"case:{case.pk}", case=case.pk, data={"rows": list(rows)})
        record(fact, by=by, at=at)
    return rows


def export_file(*, case: Case, file_format: FileFormat, language: str, by: Actor, at: datetime) -> ExportedFile:
    """The file as it stands now; it names the common annex, which is made now if no other case had it made. Raises
    FileNotReady where it is to be machine-readable and is not valid, ActRefused for an erased case.
    """
    if case.is_erased:
        raise ActRefused("case_erased")
    annex = make_annex(case=case, language=language, by=by, at=at)
    file = authority_file(case, language, at)
    if file_format is FileFormat.JSON and file.problems:
        raise FileNotReady(file.problems)
    data = file_json(file) if file_format is FileFormat.JSON else file_pdf(file)
    digest = sha256(data).hexdigest()
    said = {
        "format": file_format,
        "version": file.version,
        "is_incomplete": file.document.is_incomplete,
        "problems": len(file.problems),
        "template": file.document.template.name,
        "language": language,
        "sha256": digest,
        "annex": {"number": annex.number, "sha256": annex.sha256},
    }
    with transaction.atomic():
        NamedAnnex.objects.get_or_create(case=case, annex=annex, defaults={"named_at": at})
        record(Fact("authority_file.exported", f"case:{case.pk}", case=case.pk, data=said), by=by, at=at)
    return ExportedFile(data, digest)


def _seal(case: Case, answers: Mapping[int, Value], by: Actor, at: datetime) -> None:
    row = AuthorityAnswers.objects.filter(case=case).first() or AuthorityAnswers(id=uuid4(), case=case)
    row.sealed = sealer_for(case.pk).seal(TABLE, row.pk, write_answers(answers))
    row.changed_at, row.changed_by = at, str(by)
    row.save()
