"""The keys of the patients' data."""

from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "keys.rotation_begun": gettext_lazy("Passage à une nouvelle clé maîtresse commencé."),
    "keys.rotated": ngettext_lazy(
        "%(count)d clé de dossier protégée par la nouvelle clé maîtresse.",
        "%(count)d clés de dossier protégées par la nouvelle clé maîtresse.",
        "count",
    ),
    "keys.escrow_confirmed": gettext_lazy("Fiche de secours des clés confirmée."),
    "keys.restore_rehearsed": gettext_lazy("Reprise des clés répétée avec succès."),
}
