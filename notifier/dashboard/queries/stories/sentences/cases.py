"""The breach and its cases."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, language
from notifier.lib.dates import day_in_words, moment_in_words


def _breach(data: Data) -> str:
    began = day_in_words(date.fromisoformat(data["began_on"]), language())
    return _("Violation de données décrite : elle commence le %(day)s.") % {"day": began}


def _filed(data: Data) -> str:
    filed = timezone.localtime(datetime.fromisoformat(data["filed_at"]))
    return _("Déclaration à la CNIL enregistrée : faite %(moment)s.") % {"moment": moment_in_words(filed, language())}


SENTENCES: dict[str, Sentence] = {
    "breach.opened": _breach,
    "case.opened": gettext_lazy("Dossier ouvert."),
    "filing.recorded": _filed,
    "filing.receipt_shown": gettext_lazy("Récépissé de la CNIL remis."),
    "comparison.allowed": gettext_lazy("Comparaison avec les autres dossiers de la violation permise."),
    "comparison.withdrawn": gettext_lazy("Comparaison avec les autres dossiers de la violation arrêtée."),
    "comparison.emptied": gettext_lazy("Traces de la comparaison effacées."),
    "case.closed": gettext_lazy("Dossier clos."),
    "case.reopened": gettext_lazy("Dossier rouvert."),
}
