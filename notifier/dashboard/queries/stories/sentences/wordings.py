"""What the notices say, and who approved it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence
from notifier.notices.queries.labels import text_label


def _edited(data: Data) -> str:
    """Which text, and whether it went back to what the house wrote."""
    back = _("Texte remis à l’origine, version %(number)s (%(text)s).")
    changed = _("Texte modifié, version %(number)s (%(text)s).")
    name = text_label(data["language"], data["tier"], data["audience"])
    return (back if data["code"] == "reset" else changed) % {"number": data["number"], "text": name}


def _checked(data: Data) -> str:
    count = data["patients"]
    told = ngettext("Lettres contrôlées pour %(n)d patient", "Lettres contrôlées pour %(n)d patients", count)
    unfit = sum(data["found"].values())
    rest = ngettext("%(n)d ne convient pas", "%(n)d ne conviennent pas", unfit) if unfit else _("toutes conviennent")
    return f"{told % {'n': count}} : {rest % {'n': unfit} if unfit else rest}."


SENTENCES: dict[str, Sentence] = {
    "wording.drafted": gettext_lazy("Texte préparé, version %(number)s."),
    "wording.approved": gettext_lazy("Texte approuvé, version %(number)s."),
    "wording.first_approved": gettext_lazy("Texte approuvé par une première personne, version %(number)s."),
    "wording.edited": _edited,
    "wording.checked": _checked,
    "wording.commented": gettext_lazy("Remarque écrite sur le texte, version %(number)s."),
    "wording.comment_resolved": gettext_lazy("Remarque réglée sur le texte, version %(number)s."),
    "wording.advice_overridden": gettext_lazy("Conseil écarté avec une raison, version %(number)s du texte."),
    "two_persons.demanded": gettext_lazy("Deux personnes doivent approuver le texte."),
    "two_persons.lifted": gettext_lazy("Une personne suffit de nouveau pour approuver le texte, avec une raison."),
    "follow_up.given_up": gettext_lazy("Texte d’un avis complémentaire abandonné sans envoi, version %(number)s."),
    "follow_ups.owed": ngettext_lazy(
        "%(total)d avis complémentaire à envoyer à qui est déjà prévenu.",
        "%(total)d avis complémentaires à envoyer à qui est déjà prévenu.",
        "total",
    ),
    "notices.owed": ngettext_lazy("%(total)d avis à envoyer.", "%(total)d avis à envoyer.", "total"),
}
