"""What was decided for those whose notice waited, and telling them in person."""

from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence
from notifier.notices.choices import CareChoice, HoldReason
from notifier.notices.queries.care.words import CHOICES, REASONS


def _decided(data: Data) -> str:
    told = ngettext(
        "Décision pour %(n)d personne. %(reason)s : %(choice)s.",
        "Décision pour %(n)d personnes. %(reason)s : %(choice)s.",
        data["count"],
    ) % {
        "n": data["count"],
        "reason": REASONS[HoldReason(data["reason"])],
        "choice": _small(str(CHOICES[CareChoice(data["choice"])])),
    }
    left = sum(data["left"].values())
    if not left:
        return told
    return told + " " + ngettext("%(n)d reste à décider.", "%(n)d restent à décider.", left) % {"n": left}


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


EACH_NOTICE: dict[str, Sentence] = {
    "notice.to_tell": gettext_lazy("À prévenir en personne : rien ne part."),
    "notice.told": gettext_lazy("Personne prévenue par le cabinet lui-même."),
}
SENTENCES: dict[str, Sentence] = EACH_NOTICE | {
    "care.decided": _decided,
    "aide_memoire.printed": ngettext_lazy(
        "Aide-mémoire imprimé pour %(count)d personne.", "Aide-mémoire imprimé pour %(count)d personnes.", "count"
    ),
}
