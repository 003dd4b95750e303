"""The shared facts, and what an office does for the cases it follows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence


def _taken(data: Data) -> str:
    number = {"number": data["number"]}
    if data["own_words"]:
        return _("Faits repris, version %(number)s, avec les mots du cabinet.") % number
    return _("Faits repris, version %(number)s.") % number


SENTENCES: dict[str, Sentence] = {
    "facts.written": gettext_lazy("Faits de la violation écrits, version %(number)s."),
    "facts.taken": _taken,
    "facts.offered": gettext_lazy("Faits, version %(number)s, proposés au cabinet par son DPO."),
    "case.assigned": gettext_lazy("Dossier confié à une personne du bureau du DPO."),
    "case.nudged": gettext_lazy("Rappel envoyé au cabinet par son DPO."),
}
