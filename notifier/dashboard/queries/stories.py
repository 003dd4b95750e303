"""The audit log of a case as sentences. How an event reads is decided here, in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifier.accounts.models import User
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Sentence:
    """One event told."""

    at: datetime
    by: str
    text: str


def _imported(data: Mapping[str, Any]) -> str:
    count = int(data.get("good", 0))
    return ngettext("Liste importée : %(n)d patient.", "Liste importée : %(n)d patients.", count) % {"n": count}


def _owed(data: Mapping[str, Any]) -> str:
    count = int(data.get("total", 0))
    return ngettext("%(n)d avis à envoyer.", "%(n)d avis à envoyer.", count) % {"n": count}


def _print_run(data: Mapping[str, Any]) -> str:
    count = int(data.get("letters", 0))
    sentence = ngettext("Tirage n° %(number)s : %(n)d lettre.", "Tirage n° %(number)s : %(n)d lettres.", count)
    return sentence % {"number": data.get("number", "?"), "n": count}


def _erased(data: Mapping[str, Any]) -> str:
    count = int(data.get("patients", 0))
    sentence = ngettext(
        "Données de %(n)d patient effacées, clé détruite.", "Données de %(n)d patients effacées, clé détruite.", count
    )
    return sentence % {"n": count}


# Acts people did on the case. What happens to single notices is counted in the sums, not told line by line.
SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "case.opened": lambda data: _("Dossier ouvert."),
    "filing.recorded": lambda data: _("Déclaration à la CNIL enregistrée."),
    "roster.staged": lambda data: _("Liste déposée, à confirmer."),
    "roster.discarded": lambda data: _("Liste déposée puis écartée."),
    "roster.imported": _imported,
    "wording.drafted": lambda data: _("Texte préparé, version %(number)s.") % {"number": data.get("number", "?")},
    "wording.approved": lambda data: _("Texte approuvé, version %(number)s.") % {"number": data.get("number", "?")},
    "notices.owed": _owed,
    "print_run.made": _print_run,
    "print_run.plain": lambda data: _("Tirage remis en clair pour l’imprimante du cabinet."),
    "print_run.sealed": lambda data: _("Tirage chiffré remis à l’imprimeur."),
    "case.closed": lambda data: _("Dossier clos."),
    "case.reopened": lambda data: _("Dossier rouvert."),
    "erasure.postponed": lambda data: _("Effacement reporté."),
    "case.erasure_begun": lambda data: _("Effacement commencé."),
    "case.erased": _erased,
    "patient.corrected": lambda data: _("Un patient corrigé."),
    "patient.erased": lambda data: _("Un patient effacé."),
}


def case_story(case: Case) -> list[Sentence]:
    """The latest acts first; two queries."""
    events = list(Event.objects.filter(case_id=case.pk, kind__in=SENTENCES).order_by("-pk")[:_SHOWN])
    ids = {int(actor.removeprefix("user:")) for e in events if (actor := e.actor).startswith("user:")}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [Sentence(event.at, _actor(event.actor, names), _tell(event)) for event in events]


def _tell(event: Event) -> str:
    return SENTENCES[event.kind](read_event(bytes(event.body))["data"])


def _actor(actor: str, names: Mapping[int, str]) -> str:
    kind, _sep, name = actor.partition(":")
    return names.get(int(name), name) if kind == "user" else _("le système")
