"""The keys of the patients' data."""

from django.utils.translation import gettext_lazy

from notifier.dashboard.queries.stories.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "keys.rotated": gettext_lazy("Clés des dossiers protégées par une nouvelle clé maîtresse."),
    "keys.escrowed": gettext_lazy("Fiche de secours des clés établie."),
    "keys.escrow_confirmed": gettext_lazy("Fiche de secours des clés confirmée."),
    "keys.restore_rehearsed": gettext_lazy("Reprise des clés répétée avec succès."),
}
