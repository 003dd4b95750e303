"""The events as a story: one sentence for each act, one for all that happened alike to many notices on one day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from notifier.breaches.queries.labels import TOPICS, value_words
from notifier.law.ledger import AwarenessKind
from notifier.lib.dates import day_in_words, moment_in_words

Data = Mapping[str, Any]
# Said of the machinery, not of what happened to anyone.
_UNSAID = frozenset({"log.begun", "notices.claimed", "notices.unclaimed", "attempt.started"})


@dataclass(slots=True)
class Line:
    """A sentence, the moment it begins, who acted."""

    at: datetime
    by: str
    kind: str
    data: Data
    count: int = 1


def lines(events: Iterable[Any]) -> list[Line]:
    """Acts in their order; what was done to single notices is counted by day."""
    told: list[Line] = []
    counted: dict[tuple[date, str], Line] = {}
    for event in events:
        if event["kind"] in _UNSAID:
            continue
        at = timezone.localtime(datetime.fromisoformat(event["at"]))
        line = Line(at, event["by"], event["kind"], event["data"])
        if event["kind"] in _COUNTED:
            known = counted.setdefault((at.date(), event["kind"]), line)
            if known is not line:
                known.count += 1
                continue
        told.append(line)
    return told


def sentence(line: Line, language: str) -> str:
    """In the active language; an event nobody foresaw is named by its kind."""
    if line.kind in _COUNTED:
        return str(_COUNTED[line.kind] % {"n": line.count})
    try:
        return _ACTS[line.kind](line.data, language)
    except (LookupError, TypeError, ValueError):
        return _("Événement « %(kind)s ».") % {"kind": line.kind}


def _breach(data: Data, language: str) -> str:
    began = day_in_words(date.fromisoformat(data["began_on"]), language)
    return _("La violation est décrite ; elle a commencé le %(day)s.") % {"day": began}


def _opened(data: Data, language: str) -> str:
    return _("Le dossier est ouvert. Le cabinet dit avoir eu connaissance de la violation le %(moment)s.") % {
        "moment": _moment(data["aware_at"], language)
    }


def _filed(data: Data, language: str) -> str:
    words = {
        "complementary": _("Un complément à la déclaration est enregistré ; il a été fait le %(moment)s."),
        "withdrawal": _("Le retrait de la déclaration est enregistré ; il a été fait le %(moment)s."),
    }
    first = _("La déclaration à la CNIL est enregistrée ; elle a été faite le %(moment)s.")
    return words.get(data.get("kind", ""), first) % {"moment": _moment(data["filed_at"], language)}


def _knew(data: Data, language: str) -> str:
    who = {
        AwarenessKind.VENDOR_KNEW: _("L’éditeur a su le %(moment)s : c’est noté au dossier."),
        AwarenessKind.VENDOR_TOLD: _("L’éditeur a prévenu le cabinet le %(moment)s : c’est noté au dossier."),
        AwarenessKind.CERTAINTY: _("Le cabinet a eu la certitude le %(moment)s : c’est noté au dossier."),
    }
    return who[AwarenessKind(data["of"])] % {"moment": _moment(data["happened_at"], language)}


def _corrected(data: Data, language: str) -> str:
    return _("Une entrée est corrigée, avec sa raison.") + " " + _knew(data, language)


def _imported(data: Data, language: str) -> str:
    count = data["good"]
    told = ngettext("La liste est importée : %(n)d patient.", "La liste est importée : %(n)d patients.", count)
    if data["refused"] or data["duplicate"] or data["merged"]:
        told += " " + _("Lignes refusées : %(refused)d ; en double : %(duplicate)d ; déjà connues : %(merged)d.")
    return told % {"n": count, **data}


def _owed(data: Data, language: str) -> str:
    count = data["total"]
    return ngettext("%(n)d avis est dû à un patient.", "%(n)d avis sont dus, un par patient.", count) % {"n": count}


def _run(data: Data, language: str) -> str:
    count = data["letters"]
    told = ngettext(
        "Tirage n° %(number)d : %(letters)d lettre réunie pour l’impression.",
        "Tirage n° %(number)d : %(letters)d lettres réunies pour l’impression.",
        count,
    )
    return told % data


def _decided(data: Data, language: str) -> str:
    said = {"topic": TOPICS[data["topic"]], "value": value_words(data["topic"], data["value"]), "n": data["number"]}
    return _("Le responsable décide, version %(n)d. %(topic)s : %(value)s.") % said


def _moment(text: str, language: str) -> str:
    return moment_in_words(timezone.localtime(datetime.fromisoformat(text)), language)


def _fixed(text: Any) -> Callable[[Data, str], str]:
    """A sentence that takes its values, if any, from the event as they are."""
    return lambda data, language: str(text % dict(data))


_ACTS: dict[str, Callable[[Data, str], str]] = {
    "breach.opened": _breach,
    "case.opened": _opened,
    "case.closed": _fixed(gettext_lazy("Le dossier est clos.")),
    "case.erased": _fixed(gettext_lazy("Les données des patients sont effacées et leur clé détruite.")),
    "filing.recorded": _filed,
    "awareness.recorded": _knew,
    "awareness.corrected": _corrected,
    "awareness.paper_attached": _fixed(gettext_lazy("Une pièce est jointe à ce que l’on savait.")),
    "awareness.paper_shown": _fixed(gettext_lazy("Une pièce jointe est affichée.")),
    "late_reasons.given": _fixed(gettext_lazy("La raison du retard de la déclaration est écrite.")),
    "staff_mail.sent": _fixed(gettext_lazy("Un rappel d’échéance est envoyé par courriel.")),
    "staff_mail.failed": _fixed(gettext_lazy("Un rappel d’échéance n’est pas envoyé.")),
    "decision.taken": _decided,
    "advice.given": _fixed(gettext_lazy("L’avis du DPO est donné, numéro %(number)d.")),
    "order.received": _fixed(gettext_lazy("Une décision de la CNIL est reçue et notée.")),
    "severity.chosen": _fixed(gettext_lazy("Ce qui entre dans le calcul de gravité est revu, version %(number)d.")),
    "document.kept": _fixed(gettext_lazy("Une pièce est chiffrée et gardée.")),
    "roster.staged": _fixed(gettext_lazy("Une liste est déposée, à confirmer.")),
    "roster.discarded": _fixed(gettext_lazy("La liste déposée est écartée.")),
    "roster.imported": _imported,
    "wording.drafted": _fixed(gettext_lazy("Le texte est préparé, version %(number)d.")),
    "wording.approved": _fixed(gettext_lazy("Le texte est approuvé, version %(number)d : rien d’autre ne partira.")),
    "notices.owed": _owed,
    "print_run.made": _run,
    "print_run.plain": _fixed(gettext_lazy("Le tirage est remis en clair pour l’imprimante du cabinet.")),
    "print_run.sealed": _fixed(gettext_lazy("Le tirage est remis chiffré à l’imprimeur.")),
    "log.key_changed": _fixed(gettext_lazy("La clé qui signe le journal change ; les deux clés l’attestent.")),
    "sending.halted": _fixed(gettext_lazy("L’envoi est suspendu.")),
    "sending.resumed": _fixed(gettext_lazy("L’envoi reprend.")),
    "unreached.exported": _fixed(gettext_lazy("La liste nominative des patients non joints est remise au cabinet.")),
    "completeness.broken": _fixed(gettext_lazy("Le compte des patients n’y est pas : un écart est constaté.")),
    "completeness.restored": _fixed(gettext_lazy("Le compte des patients y est de nouveau.")),
    "doubts.ruled": _fixed(gettext_lazy("Le responsable dit ce que sont devenus %(count)d avis en doute.")),
    "evidence.exported": _fixed(gettext_lazy("Un dossier de preuve est remis.")),
    "notice.shown": _fixed(gettext_lazy("Ce qui a été envoyé à un patient est montré de nouveau.")),
}
# Counted by day: what happens to single notices.
_COUNTED: dict[str, Any] = {
    "notice.sent": ngettext_lazy(
        "%(n)d courriel est accepté par le serveur de courrier.",
        "%(n)d courriels sont acceptés par le serveur de courrier.",
        "n",
    ),
    "letter.made": ngettext_lazy(
        "%(n)d lettre est composée.",
        "%(n)d lettres sont composées.",
        "n",
    ),
    "letter.in_run": ngettext_lazy(
        "%(n)d lettre entre dans un tirage.",
        "%(n)d lettres entrent dans un tirage.",
        "n",
    ),
    "attempt.deferred": ngettext_lazy(
        "%(n)d envoi est remis à plus tard par le serveur.",
        "%(n)d envois sont remis à plus tard par le serveur.",
        "n",
    ),
    "notice.failed": ngettext_lazy(
        "%(n)d envoi échoue.",
        "%(n)d envois échouent.",
        "n",
    ),
    "notice.in_doubt": ngettext_lazy(
        "%(n)d envoi est dans le doute ; il n’est pas répété.",
        "%(n)d envois sont dans le doute ; ils ne sont pas répétés.",
        "n",
    ),
    "notice.held": ngettext_lazy(
        "%(n)d avis est retenu : il attend une décision.",
        "%(n)d avis sont retenus : ils attendent une décision.",
        "n",
    ),
    "letter.taken_back": ngettext_lazy(
        "%(n)d lettre est reprise avant l’impression et détruite.",
        "%(n)d lettres sont reprises avant l’impression et détruites.",
        "n",
    ),
    "letter.outdated": ngettext_lazy(
        "%(n)d lettre est détruite avant l’impression, pour être refaite : d’autres données ont fui.",
        "%(n)d lettres sont détruites avant l’impression, pour être refaites : d’autres données ont fui.",
        "n",
    ),
    "notice.care_came_late": ngettext_lazy(
        "Une précaution est connue trop tard pour %(n)d avis, déjà en route ou parti.",
        "Une précaution est connue trop tard pour %(n)d avis, déjà en route ou partis.",
        "n",
    ),
    "notice.follow_up_owed": ngettext_lazy(
        "%(n)d avis est déjà en route ou parti, mais d’autres données du patient sont concernées.",
        "%(n)d avis sont déjà en route ou partis, mais d’autres données des patients sont concernées.",
        "n",
    ),
    "notice.released": ngettext_lazy(
        "%(n)d avis retenu est remis à l’envoi.",
        "%(n)d avis retenus sont remis à l’envoi.",
        "n",
    ),
    "notice.requeued": ngettext_lazy(
        "%(n)d avis en échec est remis à l’envoi.",
        "%(n)d avis en échec sont remis à l’envoi.",
        "n",
    ),
    "notice.withdrawn": ngettext_lazy(
        "%(n)d avis est retiré avant l’envoi.",
        "%(n)d avis sont retirés avant l’envoi.",
        "n",
    ),
    "doubt.resolved_sent": ngettext_lazy(
        "%(n)d doute est levé : l’avis est parti.",
        "%(n)d doutes sont levés : les avis sont partis.",
        "n",
    ),
    "doubt.resolved_failed": ngettext_lazy(
        "%(n)d doute est levé : l’avis n’est pas parti.",
        "%(n)d doutes sont levés : les avis ne sont pas partis.",
        "n",
    ),
    "doubt.resolved_again": ngettext_lazy(
        "%(n)d doute est levé : l’avis sera envoyé de nouveau.",
        "%(n)d doutes sont levés : les avis seront envoyés de nouveau.",
        "n",
    ),
    "doubt.resolved_by_letter": ngettext_lazy(
        "%(n)d doute est levé : une lettre part, qui dit qu’un courriel est peut-être déjà arrivé.",
        "%(n)d doutes sont levés : des lettres partent, qui disent qu’un courriel est peut-être déjà arrivé.",
        "n",
    ),
}
