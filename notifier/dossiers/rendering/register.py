"""The register as a file: for people, for spreadsheets, for machines."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from notifier.breaches.choices import FilingKind
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.rules.authority.facts import CATEGORIES
from notifier.dossiers.rules.register import Entry, as_csv, as_json
from notifier.lib.dates import moment_in_words
from notifier.press.report import CSS, compose_report


def register_file(
    entries: Sequence[Entry], file_format: FileFormat, *, chosen: Sequence[tuple[str, str]], language: str, at: datetime
) -> bytes:
    """The entries in that form; `chosen` says in words what was filtered by."""
    if file_format is FileFormat.JSON:
        return as_json(entries)
    with translation.override(language):
        if file_format is FileFormat.CSV:
            return as_csv(entries, _headings(), _words(language))
        context = {
            "css": mark_safe(CSS),  # noqa: S308 - our own constant
            "language": language,
            "made": moment_in_words(timezone.localtime(at), language),
            "chosen": chosen,
            "entries": entries,
            "late": sum(entry.is_late for entry in entries),
            "affected": sum(entry.affected or 0 for entry in entries),
        }
        return compose_report(render_to_string("dossiers/register_file.html", context))


def _words(language: str) -> Mapping[str, str]:
    """What stands in the cells for the codes."""
    return {
        **{category.value: words.in_language(language) for category, words in CATEGORIES.items()},
        FilingKind.INITIAL.value: _("Première déclaration"),
        FilingKind.COMPLEMENTARY.value: _("Complément"),
        FilingKind.WITHDRAWAL.value: _("Retrait"),
        "True": _("oui"),
        "False": _("non"),
    }


def _headings() -> Mapping[str, str]:
    return {
        "case": _("Dossier"),
        "controller": _("Responsable de traitement"),
        "siren": _("SIREN"),
        "breach": _("Violation"),
        "vendor": _("Chez l’éditeur"),
        "began_on": _("Début"),
        "ended_on": _("Fin"),
        "categories": _("Données concernées"),
        "aware_at": _("Connaissance"),
        "limit": _("Limite de la déclaration"),
        "filed_at": _("Première déclaration"),
        "late": _("En retard"),
        "filings": _("Déclarations"),
        "affected": _("Personnes concernées"),
        "informed": _("Personnes informées"),
        "closed_at": _("Clos"),
        "erased_at": _("Données effacées"),
    }
