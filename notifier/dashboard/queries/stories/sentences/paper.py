"""Letters and their print runs."""

from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Sentence

EACH_NOTICE: dict[str, Sentence] = {
    "letter.made": gettext_lazy("Lettre prête à imprimer."),
    "letter.in_run": gettext_lazy("Lettre mise dans un tirage."),
    "letter.taken_back": gettext_lazy("Lettre reprise avant l’impression et détruite : l’avis attend une décision."),
    "letter.outdated": gettext_lazy(
        "Lettre détruite avant l’impression : elle sera refaite, d’autres données ont fui."
    ),
}
SENTENCES: dict[str, Sentence] = EACH_NOTICE | {
    "print_run.made": ngettext_lazy(
        "Tirage n° %(number)s : %(letters)d lettre.", "Tirage n° %(number)s : %(letters)d lettres.", "letters"
    ),
    "print_run.plain": gettext_lazy("Tirage remis en clair pour l’imprimante du cabinet."),
    "print_run.sealed": gettext_lazy("Tirage chiffré remis à l’imprimeur."),
}
