"""The events as a story: one sentence for each act, one for all that happened alike to many notices on one day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifier.breaches.queries.labels import ORDERS, TOPICS, value_words
from notifier.dossiers.rendering.counted import COUNTED
from notifier.law.ledger import AwarenessKind
from notifier.lib.dates import day_in_words, moment_in_words
from notifier.lib.typography import set_text
from notifier.notices.choices import CareChoice, FollowUp, HoldReason, RequestChannel, RequestKind
from notifier.notices.queries.care.words import CHOICES, REASONS
from notifier.notices.rendering.requests import CHANNELS, KINDS

Data = Mapping[str, Any]
# Said of the machinery, not of what happened to anyone.
UNSAID = frozenset({"log.begun", "notices.claimed", "notices.unclaimed", "attempt.started", "staff_mails.owed"})


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
        if event["kind"] in UNSAID:
            continue
        at = timezone.localtime(datetime.fromisoformat(event["at"]))
        line = Line(at, event["by"], event["kind"], event["data"])
        if event["kind"] in COUNTED:
            known = counted.setdefault((at.date(), event["kind"]), line)
            if known is not line:
                known.count += 1
                continue
        told.append(line)
    return told


def sentence(line: Line, language: str) -> str:
    """In the active language; an event nobody foresaw is named by its kind."""
    if line.kind in COUNTED:
        return str(COUNTED[line.kind] % {"n": line.count})
    try:
        return ACTS[line.kind](line.data, language)
    except (LookupError, TypeError, ValueError):
        return _("Événement « %(kind)s ».") % {"kind": line.kind}


def _breach(data: Data, language: str) -> str:
    began = day_in_words(date.fromisoformat(data["began_on"]), language)
    return _("La violation est décrite ; elle a commencé le %(day)s.") % {"day": began}


def _opened(data: Data, language: str) -> str:
    return _("Le dossier est ouvert. Le cabinet dit avoir eu connaissance de la violation le %(moment)s.") % {
        "moment": in_words(data["aware_at"], language)
    }


def _followed(data: Data, language: str) -> str:
    """A correction goes to all who were told; that more leaked, to those of whom it did."""
    count = data["total"]
    said = {
        FollowUp.CORRECTION: ngettext(
            "Une correction est due à %(n)d patient déjà prévenu.",
            "Une correction est due à %(n)d patients déjà prévenus.",
            count,
        ),
        FollowUp.MORE_LEAKED: ngettext(
            "D’autres données ont fui : un avis de plus est dû à %(n)d patient déjà prévenu.",
            "D’autres données ont fui : un avis de plus est dû à %(n)d patients déjà prévenus.",
            count,
        ),
    }
    return said[FollowUp(data["code"])] % {"n": count}


def _filed(data: Data, language: str) -> str:
    words = {
        "complementary": _("Un complément à la déclaration est enregistré ; il a été fait le %(moment)s."),
        "withdrawal": _("Le retrait de la déclaration est enregistré ; il a été fait le %(moment)s."),
    }
    first = _("La déclaration à la CNIL est enregistrée ; elle a été faite le %(moment)s.")
    return words.get(data.get("kind", ""), first) % {"moment": in_words(data["filed_at"], language)}


def _knew(data: Data, language: str) -> str:
    who = {
        AwarenessKind.VENDOR_KNEW: _("L’éditeur a su le %(moment)s : c’est noté au dossier."),
        AwarenessKind.VENDOR_TOLD: _("L’éditeur a prévenu le cabinet le %(moment)s : c’est noté au dossier."),
        AwarenessKind.CERTAINTY: _("Le cabinet a eu la certitude le %(moment)s : c’est noté au dossier."),
    }
    return who[AwarenessKind(data["of"])] % {"moment": in_words(data["happened_at"], language)}


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


def _posted(data: Data, language: str) -> str:
    count, day = data["count"], day_in_words(date.fromisoformat(data["on"]), language)
    told = ngettext(
        "Du tirage n° %(number)d, %(count)d lettre est remise à la poste le %(day)s.",
        "Du tirage n° %(number)d, %(count)d lettres sont remises à la poste le %(day)s.",
        count,
    )
    return told % {"number": data["number"], "count": count, "day": day}


def _decided(data: Data, language: str) -> str:
    said = {"topic": TOPICS[data["topic"]], "value": value_words(data["topic"], data["value"]), "n": data["number"]}
    return _("Le responsable décide, version %(n)d. %(topic)s : %(value)s.") % said


def _cared(data: Data, language: str) -> str:
    said = {
        "n": data["count"],
        "reason": REASONS[HoldReason(data["reason"])],
        "choice": CHOICES[CareChoice(data["choice"])],
    }
    told = ngettext(
        "Le responsable décide pour %(n)d personne. %(reason)s : %(choice)s.",
        "Le responsable décide pour %(n)d personnes. %(reason)s : %(choice)s.",
        data["count"],
    )
    return told % said


def _asked(data: Data, language: str) -> str:
    what = {"kind": KINDS[RequestKind(data["kind"])], "how": CHANNELS[RequestChannel(data["channel"])]}
    return _("Un patient fait une demande %(how)s : %(kind)s.") % what


def _replied(data: Data, language: str) -> str:
    """An answer and a refusal alike: the person was told, in time or not."""
    how = {"how": CHANNELS[RequestChannel(data["channel"])]}
    if data["late"]:
        return _("Un patient reçoit sa réponse %(how)s, après la limite.") % how
    return _("Un patient reçoit sa réponse %(how)s.") % how


def in_words(text: str, language: str) -> str:
    """A moment as events write it, in Paris."""
    return set_text(moment_in_words(timezone.localtime(datetime.fromisoformat(text)), language), language)


def _ordered(data: Data, language: str) -> str:
    return _("Une décision de la CNIL est reçue et notée. %(kind)s.") % {"kind": ORDERS[data["kind"]]}


def _taken(data: Data, language: str) -> str:
    own = _("Le cabinet reprend les faits de la violation, version %(number)s, dans ses propres mots.")
    same = _("Le cabinet reprend les faits de la violation, version %(number)s, tels que l’éditeur les a écrits.")
    return (own if data["own_words"] else same) % {"number": data["number"]}


def _postponed(data: Data, language: str) -> str:
    day = day_in_words(date.fromisoformat(data["to"]), language)
    return _("L’effacement des données est reporté au %(day)s.") % {"day": day}


def _copies_erased(data: Data, language: str) -> str:
    erased = {"moment": in_words(data["erased_at"], language)}
    return _("Un prestataire confirme avoir effacé ses copies ; il l’a fait le %(moment)s.") % erased


def _fixed(text: Any) -> Callable[[Data, str], str]:
    """A sentence that takes its values, if any, from the event as they are."""
    return lambda data, language: str(text % dict(data))


ACTS: dict[str, Callable[[Data, str], str]] = {
    "breach.opened": _breach,
    "case.opened": _opened,
    "case.closed": _fixed(gettext_lazy("Le dossier est clos.")),
    "case.reopened": _fixed(gettext_lazy("Le dossier est rouvert.")),
    "case.erasure_begun": _fixed(gettext_lazy("L’effacement des données commence.")),
    "case.forgotten": _fixed(gettext_lazy("Le dossier est retiré du registre, au terme de sa conservation.")),
    "case.assigned": _fixed(gettext_lazy("Le bureau du DPO confie le dossier à l’un des siens.")),
    "case.nudged": _fixed(gettext_lazy("Le bureau du DPO rappelle le dossier au cabinet.")),
    "erasure.postponed": _postponed,
    "facts.taken": _taken,
    "facts.offered": _fixed(gettext_lazy("Le bureau du DPO propose au cabinet les faits, version %(number)s.")),
    "comparison.allowed": _fixed(gettext_lazy("Le cabinet permet de comparer sa liste avec celles d’autres cabinets.")),
    "comparison.withdrawn": _fixed(
        gettext_lazy("Le cabinet ne permet plus de comparer sa liste avec celles d’autres cabinets.")
    ),
    "comparison.emptied": _fixed(gettext_lazy("Les traces de la comparaison sont effacées.")),
    "filing.receipt_shown": _fixed(gettext_lazy("Le récépissé de la CNIL est remis.")),
    "authority_file.answered": _fixed(gettext_lazy("Le dossier pour la CNIL est complété.")),
    "authority_file.exported": _fixed(gettext_lazy("Le dossier pour la CNIL est remis à qui le dépose.")),
    "failures.requeued": _fixed(gettext_lazy("Les avis en échec sont remis à l’envoi.")),
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
    "order.received": _ordered,
    "severity.chosen": _fixed(gettext_lazy("Ce qui entre dans le calcul de gravité est revu, version %(number)d.")),
    "document.kept": _fixed(gettext_lazy("Une pièce est chiffrée et gardée.")),
    "roster.staged": _fixed(gettext_lazy("Une liste est déposée, à confirmer.")),
    "roster.discarded": _fixed(gettext_lazy("La liste déposée est écartée.")),
    "roster.imported": _imported,
    "wording.drafted": _fixed(gettext_lazy("Le texte est préparé, version %(number)d.")),
    "wording.edited": _fixed(gettext_lazy("Un texte de la version %(number)d est modifié.")),
    "wording.checked": _fixed(gettext_lazy("Chaque lettre de la version %(number)d du texte est contrôlée.")),
    "wording.commented": _fixed(gettext_lazy("Une remarque est écrite sur la version %(number)d du texte.")),
    "wording.comment_resolved": _fixed(gettext_lazy("Une remarque sur la version %(number)d du texte est réglée.")),
    "wording.advice_overridden": _fixed(
        gettext_lazy("Un conseil sur la version %(number)d du texte est écarté, avec une raison.")
    ),
    "wording.first_approved": _fixed(
        gettext_lazy("Une première personne approuve la version %(number)d du texte ; rien ne part encore.")
    ),
    "two_persons.demanded": _fixed(gettext_lazy("Il est demandé que deux personnes approuvent le texte.")),
    "two_persons.lifted": _fixed(gettext_lazy("Une personne suffit de nouveau pour approuver, avec une raison.")),
    "wording.approved": _fixed(gettext_lazy("Le texte est approuvé, version %(number)d : rien d’autre ne partira.")),
    "letter.laid_out": _fixed(gettext_lazy("Les lettres du texte sont mises en page, version %(number)d.")),
    "notices.owed": _owed,
    "follow_ups.owed": _followed,
    "follow_up.given_up": _fixed(
        gettext_lazy("Le texte d’un avis complémentaire, version %(number)d, est abandonné ; rien n’en part.")
    ),
    "care.decided": _cared,
    "aide_memoire.printed": _fixed(gettext_lazy("Un aide-mémoire est imprimé pour prévenir en personne.")),
    "vendor_term.stated": _fixed(gettext_lazy("Ce que le contrat avec l’éditeur dit du délai d’avis est noté.")),
    "common_annex.handed_out": _fixed(gettext_lazy("L’annexe commune est remise, version %(number)d.")),
    "copies.handed": _fixed(gettext_lazy("Un prestataire reçoit des données du dossier et en garde des copies.")),
    "copies.erased": _copies_erased,
    "print_run.made": _run,
    "print_run.posted": _posted,
    "disposition.taken": _fixed(gettext_lazy("La réponse de l’imprimeur pour le tirage n° %(number)d est lue.")),
    "print_run.plain": _fixed(gettext_lazy("Le tirage est remis en clair pour l’imprimante du cabinet.")),
    "print_run.sealed": _fixed(gettext_lazy("Le tirage est remis chiffré à l’imprimeur.")),
    "log.key_changed": _fixed(gettext_lazy("La clé qui signe le journal change ; les deux clés l’attestent.")),
    "sending.halted": _fixed(gettext_lazy("L’envoi est suspendu.")),
    "sending.resumed": _fixed(gettext_lazy("L’envoi reprend.")),
    "sending.paced": _fixed(gettext_lazy("Le responsable règle le rythme des courriels.")),
    "unreached.exported": _fixed(gettext_lazy("La liste nominative des patients non joints est remise au cabinet.")),
    "completeness.broken": _fixed(gettext_lazy("Le compte des patients n’y est pas : un écart est constaté.")),
    "completeness.restored": _fixed(gettext_lazy("Le compte des patients y est de nouveau.")),
    "doubts.ruled": _fixed(gettext_lazy("Le responsable dit ce que sont devenus %(count)d avis en doute.")),
    "evidence.exported": _fixed(gettext_lazy("Un dossier de preuve est remis.")),
    "request.received": _asked,
    "request.viewed": _fixed(gettext_lazy("La demande d’un patient est lue.")),
    "request.extended": _fixed(gettext_lazy("Le délai de réponse à un patient est prolongé ; il en sait la raison.")),
    "request.answered": _replied,
    "request.refused": _replied,
    "email.stopped": _fixed(gettext_lazy("Un patient ne recevra plus de courriel : il l’a demandé.")),
    "notice.copied": _fixed(gettext_lazy("Une copie d’un avis déjà envoyé est composée sur papier.")),
    "reference.checked": _fixed(gettext_lazy("Une référence est vérifiée pour quelqu’un qui appelle.")),
    "notice.shown": _fixed(gettext_lazy("Ce qui a été envoyé à un patient est montré de nouveau.")),
}
