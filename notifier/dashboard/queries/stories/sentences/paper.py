"""Letters and their print runs; what providers keep."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, language
from notifier.lib.dates import day_in_words, moment_in_words

EACH_NOTICE: dict[str, Sentence] = {
    "letter.made": gettext_lazy("Lettre prête à imprimer."),
    "letter.in_run": gettext_lazy("Lettre mise dans un tirage."),
    "letter.taken_back": gettext_lazy("Lettre reprise avant l’impression et détruite : l’avis attend une décision."),
    "letter.outdated": gettext_lazy(
        "Lettre détruite avant l’impression : elle sera refaite, d’autres données ont fui."
    ),
    "letter.posted": gettext_lazy("Lettre remise à la poste."),
    "letter.returned": gettext_lazy("Lettre revenue de la poste."),
    "letter.spoiled": gettext_lazy("Lettre abîmée à l’impression : elle attend un autre tirage."),
    "letter.rerouted": gettext_lazy("Lettre revenue : l’avis repart autrement, ou à l’adresse corrigée."),
    "letter.entrusted": gettext_lazy("Lettre confiée au prestataire, qui l’imprime et la poste."),
    "letter.declined": gettext_lazy("Lettre refusée par le prestataire : elle attend une décision."),
    "letter.differs": gettext_lazy("Le prestataire a fait autre chose que demandé pour cette lettre."),
    "return.corrected": gettext_lazy("La raison d’un retour de courrier est corrigée."),
}
_HANDED = {
    "relay": gettext_lazy("Premiers messages remis au relais : il en garde des copies."),
    "printer": gettext_lazy("Lettres remises à l’imprimeur : il en garde des copies."),
}
_ERASED = {
    "relay": gettext_lazy("Le relais confirme l’effacement de ses copies : %(moment)s."),
    "printer": gettext_lazy("L’imprimeur confirme l’effacement de ses copies : %(moment)s."),
}


def _erased(data: Data) -> str:
    erased = timezone.localtime(datetime.fromisoformat(data["erased_at"]))
    return str(_ERASED[data["kind"]]) % {"moment": moment_in_words(erased, language())}


def _posted(data: Data) -> str:
    told = ngettext(
        "Tirage n° %(number)s : %(count)d lettre remise à la poste, %(day)s.",
        "Tirage n° %(number)s : %(count)d lettres remises à la poste, %(day)s.",
        data["count"],
    )
    return told % {**data, "day": day_in_words(date.fromisoformat(data["on"]), language())}


SENTENCES: dict[str, Sentence] = EACH_NOTICE | {
    "copies.handed": lambda data: str(_HANDED[data["kind"]]),
    "copies.erased": _erased,
    "letter.laid_out": gettext_lazy("Lettres du texte mises en page, version %(number)s."),
    "print_run.made": ngettext_lazy(
        "Tirage n° %(number)s : %(letters)d lettre.", "Tirage n° %(number)s : %(letters)d lettres.", "letters"
    ),
    "print_run.posted": _posted,
    "disposition.taken": gettext_lazy(
        "Réponse de l’imprimeur pour le tirage n° %(number)s : imprimées %(printed)d, abîmées %(spoiled)d, "
        "postées %(posted)d."
    ),
    "print_run.consigned": ngettext_lazy(
        "Tirage n° %(number)s : %(count)d lettre confiée au prestataire %(provider)s.",
        "Tirage n° %(number)s : %(count)d lettres confiées au prestataire %(provider)s.",
        "count",
    ),
    "print_run.plain": gettext_lazy("Tirage remis en clair pour l’imprimante du cabinet."),
    "print_run.sealed": gettext_lazy("Tirage chiffré remis à l’imprimeur."),
}
