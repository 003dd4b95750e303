"""The breach and its cases."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, language
from notifier.law.ledger import AwarenessKind
from notifier.lib.dates import day_in_words, moment_in_words


def _breach(data: Data) -> str:
    began = day_in_words(date.fromisoformat(data["began_on"]), language())
    return _("Violation de données décrite : elle commence le %(day)s.") % {"day": began}


def _filed(data: Data) -> str:
    filed = timezone.localtime(datetime.fromisoformat(data["filed_at"]))
    return _("Déclaration à la CNIL enregistrée : faite %(moment)s.") % {"moment": moment_in_words(filed, language())}


_KNEW = {
    AwarenessKind.VENDOR_KNEW: gettext_lazy("Moment où l’éditeur a su, noté : %(moment)s."),
    AwarenessKind.VENDOR_TOLD: gettext_lazy("Moment où l’éditeur a prévenu le cabinet, noté : %(moment)s."),
    AwarenessKind.CERTAINTY: gettext_lazy("Moment où le cabinet a eu la certitude, noté : %(moment)s."),
}
_CORRECTED = {
    AwarenessKind.VENDOR_KNEW: gettext_lazy("Moment où l’éditeur a su, corrigé avec une raison : %(moment)s."),
    AwarenessKind.VENDOR_TOLD: gettext_lazy(
        "Moment où l’éditeur a prévenu le cabinet, corrigé avec une raison : %(moment)s."
    ),
    AwarenessKind.CERTAINTY: gettext_lazy(
        "Moment où le cabinet a eu la certitude, corrigé avec une raison : %(moment)s."
    ),
}


def _knowing(table: Mapping[AwarenessKind, Promise]) -> Sentence:
    def say(data: Data) -> str:
        happened = timezone.localtime(datetime.fromisoformat(data["happened_at"]))
        return str(table[AwarenessKind(data["of"])]) % {"moment": moment_in_words(happened, language())}

    return say


def _term(data: Data) -> str:
    since = day_in_words(date.fromisoformat(data["since"]), language())
    if data["hours"] is None:
        return _("Contrat avec l’éditeur noté : aucun délai en heures, depuis le %(day)s.") % {"day": since}
    told = ngettext(
        "Contrat avec l’éditeur noté : %(n)d heure pour prévenir, depuis le %(day)s.",
        "Contrat avec l’éditeur noté : %(n)d heures pour prévenir, depuis le %(day)s.",
        data["hours"],
    )
    return told % {"n": data["hours"], "day": since}


SENTENCES: dict[str, Sentence] = {
    "breach.opened": _breach,
    "case.opened": gettext_lazy("Dossier ouvert."),
    "awareness.recorded": _knowing(_KNEW),
    "awareness.corrected": _knowing(_CORRECTED),
    "awareness.paper_attached": gettext_lazy("Pièce jointe à ce que l’on savait, chiffrée."),
    "awareness.paper_shown": gettext_lazy("Pièce jointe affichée en clair."),
    "vendor_term.stated": _term,
    "late_reasons.given": gettext_lazy("Raison du retard de la déclaration notée."),
    "filing.recorded": _filed,
    "filing.receipt_shown": gettext_lazy("Récépissé de la CNIL remis."),
    "comparison.allowed": gettext_lazy("Comparaison avec les autres dossiers de la violation permise."),
    "comparison.withdrawn": gettext_lazy("Comparaison avec les autres dossiers de la violation arrêtée."),
    "comparison.emptied": gettext_lazy("Traces de la comparaison effacées."),
    "case.closed": gettext_lazy("Dossier clos."),
    "case.reopened": gettext_lazy("Dossier rouvert."),
}
