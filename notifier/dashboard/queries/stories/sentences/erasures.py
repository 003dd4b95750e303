"""What was cleared away."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, language
from notifier.lib.dates import day_in_words


def _postponed(data: Data) -> str:
    return _("Effacement reporté au %(day)s.") % {"day": day_in_words(date.fromisoformat(data["to"]), language())}


SENTENCES: dict[str, Sentence] = {
    "erasure.postponed": _postponed,
    "case.erasure_begun": gettext_lazy("Effacement commencé."),
    "case.erased": ngettext_lazy(
        "Données de %(patients)d patient effacées, clé détruite.",
        "Données de %(patients)d patients effacées, clé détruite.",
        "patients",
    ),
    "patient.erased": gettext_lazy("Données d’un patient effacées."),
    "case.forgotten": gettext_lazy("Dossier retiré du registre, au terme de sa conservation."),
    "breach.forgotten": gettext_lazy("Violation retirée du registre, au terme de sa conservation."),
    "sessions.cleared": ngettext_lazy(
        "%(count)d session expirée effacée.", "%(count)d sessions expirées effacées.", "count"
    ),
}
