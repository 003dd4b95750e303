"""The authority's file of a case: what is missing, the rows section by section, handing it out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare, can_read_reasons
from notifier.breaches.queries.filings import filings
from notifier.dossiers.actions.annex import hand_out_annex
from notifier.dossiers.actions.authority import FileNotReady, export_file, save_answers
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.forms import SectionForm
from notifier.dossiers.queries.annexes import number_filed
from notifier.dossiers.rendering.authority import AuthorityFile, authority_file, in_words, title
from notifier.dossiers.rules.authority.known import Source
from notifier.law.template.document import is_asked, is_wanted
from notifier.law.template.shapes import Section
from notifier.law.template.validation import Problem, debts

SOURCES: dict[Source, str | Promise] = {
    Source.FILINGS: gettext_lazy("d’après les déclarations notées"),
    Source.LETTERHEAD: gettext_lazy("d’après l’en-tête du cabinet"),
    Source.MANDATE: gettext_lazy("d’après le mandat du délégué"),
    Source.BREACH: gettext_lazy("d’après la description de la fuite"),
    Source.AWARENESS: gettext_lazy("d’après la prise de connaissance"),
    Source.ROSTER: gettext_lazy("d’après la liste des patients"),
    Source.DECISIONS: gettext_lazy("d’après vos décisions"),
    Source.DELIVERY: gettext_lazy("d’après l’envoi, en direct"),
    Source.WORDING: gettext_lazy("d’après la lettre approuvée"),
}
_TYPES = {FileFormat.PDF: "application/pdf", FileFormat.JSON: "application/json"}


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section on the overview; `number` counts from 1."""

    number: int
    title: str
    problems: int


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What is wrong with a row, and in which section it stands; 0 for a row of none. `rule` is empty where it is merely
    not filled yet.
    """

    row: int
    label: str
    rule: str
    section: int


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a section's page: a control, or the value that nobody fills by hand; of one row both."""

    row: int
    label: str
    article: str
    source: str | Promise
    value: str
    control: BoundField | None
    problem: str
    is_wanted: bool
    is_group: bool


@never_cache
@require_safe
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is missing, the way to each section, the exports, what was filed."""
    user, case = _reading(request, pk)
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    file = authority_file(case, _language(), timezone.now())
    context = {
        "case": case,
        "file": file,
        "title": title(file.version, is_incomplete=file.document.is_incomplete),
        "sections": _sections(file),
        "problems": [_problem(file, problem) for problem in file.problems],
        "debts": [_label(file, row) for row in debts(file.document)],
        "filings": filings(case),
        "filed_annex": _older_annex(case, file),
        "can_prepare": can_prepare(user, case),
        "can_decide": can_decide(user, case),
    }
    return render(request, "dossiers/authority.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The rows of one section, filled or to be filled; an answer can open further rows, which are then shown."""
    user, case = _reading(request, pk)
    if not can_prepare(user, case):
        raise PermissionDenied
    if case.is_erased:
        return render(request, "breaches/erased.html", {"case": case})
    now = timezone.now()
    file = authority_file(case, _language(), now)
    found = _section(file, number)
    form = SectionForm(request.POST or None, file=file, section=found)
    if form.is_valid():
        save_answers(case=case, answers=form.answers(), by=user_actor(user.pk), at=now)
        if _opened(case, found, form, now):
            messages.info(request, _("C’est enregistré. Votre réponse appelle encore celles-ci."))
            return redirect("authority_section", case.pk, number)
        messages.success(request, _("C’est enregistré."))
        return redirect("authority_file", case.pk)
    context = {
        "case": case,
        "form": form,
        "number": number,
        "title": found.title.in_language(file.language),
        "rows": list(_rows(file, found, form)),
    }
    return render(request, "dossiers/authority_section.html", context)


@never_cache
@require_POST
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file, made now, in the language of the page."""
    user, case = _reading(request, pk)
    try:
        file_format = FileFormat(request.POST.get("format", FileFormat.PDF))
        content_type = _TYPES[file_format]
    except (ValueError, KeyError):
        raise Http404 from None
    if case.is_erased:
        raise Http404
    now = timezone.now()
    by = user_actor(user.pk)
    try:
        exported = export_file(case=case, file_format=file_format, language=_language(), by=by, at=now)
    except FileNotReady:
        messages.error(request, _("Ce fichier n’est remis que complet : remplissez d’abord les rubriques ci-dessous."))
        return redirect("authority_file", case.pk)
    response = HttpResponse(exported.data, content_type=content_type)
    name = f"{_('cnil')}-{str(case.pk)[-12:]}-{timezone.localdate(now)}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_POST
def annex(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The facts every controller of the breach attaches to its filing, in the language of the page."""
    user, case = _reading(request, pk)
    made = hand_out_annex(case=case, language=_language(), by=user_actor(user.pk), at=timezone.now())
    response = HttpResponse(bytes(made.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return response


def _reading(request: HttpRequest, pk: UUID) -> tuple[User, Case]:
    user = current_user(request)
    cases = Case.objects.visible_to(user).select_related("breach__vendor", "controller__organisation")
    case = get_object_or_404(cases, pk=pk)
    if not can_read_reasons(user, case):
        raise PermissionDenied
    return user, case


def _older_annex(case: Case, file: AuthorityFile) -> int | None:
    """The number of the annex the case filed with, where a newer one has come since."""
    latest = case.filings.order_by("recorded_at").last()
    number = number_filed(case.pk, latest.recorded_at) if latest else None
    newest = file.facts.annex
    return number if number is not None and newest is not None and number < newest.number else None


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _section(file: AuthorityFile, number: int) -> Section:
    sections = file.document.template.sections
    if not 1 <= number <= len(sections):
        raise Http404
    return sections[number - 1]


def _opened(case: Case, found: Section, form: SectionForm, now: datetime) -> bool:
    """Whether a row of the section waits that was not on the page."""
    after = authority_file(case, _language(), now)
    rows = {field.row for field in found.fields}
    return any(problem.row in rows and form.control(problem.row) is None for problem in after.problems)


def _sections(file: AuthorityFile) -> list[SectionLine]:
    wrong = [problem.row for problem in file.problems]
    return [
        SectionLine(
            number, one.title.in_language(file.language), sum(row in {f.row for f in one.fields} for row in wrong)
        )
        for number, one in enumerate(file.document.template.sections, start=1)
    ]


def _problem(file: AuthorityFile, problem: Problem) -> ProblemLine:
    sections = enumerate(file.document.template.sections, start=1)
    number = next((n for n, one in sections if problem.row in {field.row for field in one.fields}), 0)
    rule = "" if problem.code == "missing" else problem.rule.in_language(file.language)
    return ProblemLine(problem.row, _label(file, problem.row), rule, number)


def _label(file: AuthorityFile, row: int) -> str:
    field = file.document.template.fields.get(row)
    return f"{row}. {field.label.in_language(file.language)}" if field else str(row)


def _article(article: str, language: str) -> str:
    return article.replace("GDPR", "RGPD") if language == "fr" else article


def _rows(file: AuthorityFile, found: Section, form: SectionForm) -> Iterator[RowLine]:
    wrong = {problem.row: problem.rule.in_language(file.language) for problem in file.problems}
    for field in found.fields:
        if not is_asked(field, file.document):
            continue
        known, value = file.known.get(field.row), file.document.values.get(field.row)
        is_live = known is not None and known.is_live
        yield RowLine(
            row=field.row,
            label=field.label.in_language(file.language),
            article=_article(field.article, file.language),
            source=SOURCES[known.source] if known is not None and (is_live or known.value == value) else "",
            value=in_words(field, known.value, file.language) if known is not None and is_live else "",
            control=form.control(field.row),
            problem="" if form.is_bound else wrong.get(field.row, ""),
            is_wanted=is_wanted(field, file.document),
            is_group=field.kind == "choices",
        )  # fmt: skip
