"""What slows a case, in words; total over its kinds."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.delivery.choices import Brake
from notifier.delivery.queries.slowing import Slowing
from notifier.rosters.choices import MailBucket

register = template.Library()

WAITING = {
    Brake.SPEED: "",
    Brake.QUIET: gettext_lazy("Rien ne part pendant les heures calmes que le cabinet a réglées."),
    Brake.PHYSICIAN: gettext_lazy("Le nombre de patients par médecin est atteint pour aujourd’hui."),
    Brake.BUCKET: gettext_lazy("La limite vers leur messagerie est atteinte pour l’instant."),
    Brake.RELAY: gettext_lazy("La limite du serveur de courrier est atteinte pour l’instant."),
    Brake.WARM_UP: gettext_lazy("Le domaine d’envoi est encore neuf : il a envoyé ce qu’il peut aujourd’hui."),
}
PROVIDERS = {
    MailBucket.GMAIL: "Gmail",
    MailBucket.MICROSOFT: "Outlook, Hotmail",
    MailBucket.YAHOO: "Yahoo, AOL",
    MailBucket.APPLE: "iCloud",
    MailBucket.ORANGE: "Orange, Wanadoo",
    MailBucket.FREE: "Free",
    MailBucket.SFR: "SFR",
    MailBucket.LAPOSTE: "La Poste",
    MailBucket.BOUYGUES: "Bouygues",
    MailBucket.OTHER: gettext_lazy("les autres messageries"),
    MailBucket.NONE: gettext_lazy("les autres messageries"),
}


@register.filter
def waiting(slowing: Slowing) -> str:
    """Why nothing of the case goes at this moment; empty where something does."""
    return str(WAITING[slowing.waits_for]) if slowing.waits_for else ""


@register.filter
def brake(slowing: Slowing) -> str:
    """Which limit decides when the last one goes; empty where none does."""
    if slowing.brake is Brake.PHYSICIAN:
        return _("C’est le nombre de patients par médecin et par jour (%(n)s) qui décide de la fin.") % {
            "n": slowing.per_day
        }
    if slowing.brake is Brake.BUCKET:
        provider = PROVIDERS[MailBucket(slowing.bucket)]
        return _("C’est la limite d’envoi vers %(provider)s qui décide de la fin.") % {"provider": provider}
    if slowing.brake is Brake.RELAY:
        return _("C’est la limite du serveur de courrier qui décide de la fin.")
    if slowing.brake is Brake.WARM_UP:
        return _("C’est le domaine d’envoi, encore neuf, qui décide de la fin : il envoie chaque jour davantage.")
    return ""
