"""What was cleared away."""

from django.utils.translation import gettext_lazy

from notifier.dashboard.queries.stories.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "case.erasure_announced": gettext_lazy("Effacement du dossier annoncé."),
    "case.erased": gettext_lazy("Dossier effacé : sa clé est détruite, plus aucun nom ne peut être lu."),
    "patient.erased": gettext_lazy("Données d’un patient effacées."),
}
