"""What the notices say, and who approved it."""

from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "wording.drafted": gettext_lazy("Texte préparé, version %(number)s."),
    "wording.approved": gettext_lazy("Texte approuvé, version %(number)s."),
    "notices.owed": ngettext_lazy("%(total)d avis à envoyer.", "%(total)d avis à envoyer.", "total"),
}
