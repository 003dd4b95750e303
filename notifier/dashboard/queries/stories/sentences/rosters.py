"""The list of patients."""

from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "roster.staged": gettext_lazy("Liste déposée, à confirmer."),
    "roster.discarded": gettext_lazy("Liste déposée puis écartée."),
    "roster.imported": ngettext_lazy(
        "Liste importée : %(good)d patient.", "Liste importée : %(good)d patients.", "good"
    ),
    "patient.viewed": gettext_lazy("Données d’un patient affichées en clair."),
    "patient.corrected": gettext_lazy("Données d’un patient corrigées."),
}
