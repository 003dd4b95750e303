"""Why a notice could not be sent, in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

SENTENCES = {
    "": gettext_lazy("Sans raison notée"),
    "550": gettext_lazy("Le relais refuse cette adresse (réponse 550)"),
    "5.1.1": gettext_lazy("Le courriel est revenu : cette adresse n’existe pas (code 5.1.1)"),
    "5.1.2": gettext_lazy("Le courriel est revenu : ce domaine n’existe pas (code 5.1.2)"),
    "5.1.10": gettext_lazy("Le courriel est revenu : cette adresse n’existe pas (code 5.1.10)"),
    "5.2.1": gettext_lazy("Le courriel est revenu : cette boîte est fermée (code 5.2.1)"),
    "5.2.2": gettext_lazy("Le courriel est revenu : cette boîte est pleine (code 5.2.2)"),
    "bounced": gettext_lazy("Le courriel est revenu, sans raison donnée"),
    "provider_failed": gettext_lazy("Le prestataire d’envoi dit, à chaque essai, qu’il ne l’a pas envoyé"),
    "provider_refused": gettext_lazy("Le prestataire d’envoi refuse cette adresse"),
    "suppressed": gettext_lazy(
        "Plus aucun courriel à cette adresse : elle n’existe plus, ou les a signalés comme indésirables"
    ),
    "address_too_wide": gettext_lazy("L’adresse est trop longue pour la fenêtre de l’enveloppe"),
    "cannot_open": gettext_lazy("Les données du patient sont illisibles"),
    "cannot_prepare": gettext_lazy("L’avis n’a pas pu être préparé, malgré plusieurs essais"),
    "connection_lost": gettext_lazy("La connexion au relais s’est rompue, à chaque essai"),
    "lease_expired": gettext_lazy("L’envoi a été interrompu, à chaque essai"),
    "expired": gettext_lazy("Le relais a essayé jusqu’au bout de son délai, sans réussir"),
    "patient_erased": gettext_lazy("Les données du patient sont effacées, et nul ne sait si le courriel est arrivé"),
    "database_crashed": gettext_lazy("La base de données s’est arrêtée brutalement pendant l’envoi"),
    "no_master": gettext_lazy("Aucun texte approuvé pour ce patient"),
    "unprintable_text": gettext_lazy("Le nom ou l’adresse contient un caractère qui ne s’imprime pas"),
    "unsafe_field": gettext_lazy("L’adresse électronique ou le nom est inutilisable"),
}


@register.filter
def failing(code: str) -> str:
    """The sentence for the code of a last try; an unknown one is shown as it is, never swallowed."""
    if code in SENTENCES:
        return str(SENTENCES[code])
    if code.startswith(("5.", "4.")):
        return _("Le relais n’a pas pu remettre ce message (code %(code)s)") % {"code": code}
    if code.startswith("5") and code.isdigit():
        return _("Le relais refuse ce message (réponse %(code)s)") % {"code": code}
    if code.startswith("http_"):
        return _("Le prestataire d’envoi n’a pas pris ce message (réponse %(code)s)") % {"code": code[5:]}
    if code.isdigit():
        return _("Le relais remet à plus tard, à chaque essai (réponse %(code)s)") % {"code": code}
    return _("Problème : %(code)s") % {"code": code}


KNOWN = {
    "connection_lost": gettext_lazy(
        "Le message était remis en entier ; la connexion s’est rompue avant la réponse du serveur."
    ),
    "no_answer": gettext_lazy("Le message était remis en entier ; la réponse du serveur est incompréhensible."),
    "lease_expired": gettext_lazy(
        "L’envoi a été interrompu ; on ne sait pas si le message était déjà remis en entier."
    ),
}


@register.filter
def known(code: str) -> str:
    """What is known of a message in doubt: on which side of its end the conversation broke."""
    return str(KNOWN[code]) if code in KNOWN else failing(code)
