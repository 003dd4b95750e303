"""Why a notice waits, in words; total over the reasons."""

from django import template
from django.utils.translation import gettext_lazy as _

from notifier.notices.choices import HoldReason

register = template.Library()

REASONS = {
    HoldReason.NONE: _("Sans raison notée"),
    HoldReason.NO_CHANNEL: _("Ni courriel ni adresse utilisable"),
    HoldReason.DECEASED: _("Personne décédée"),
    HoldReason.MINOR_ANNOTATED: _("Mineur dont des notes ont fui : à voir avec vous"),
    HoldReason.MINOR_SECRET: _("Mineur qui a demandé le secret"),
    HoldReason.PROTECTED_ADULT: _("Majeur protégé : à voir avec vous"),
    HoldReason.DO_NOT_POST: _("Ne veut pas de courrier, et pas de courriel connu"),
    HoldReason.SAFE_CHANNEL: _("À joindre seulement par un moyen sûr"),
    HoldReason.CONFIDENTIAL_ADDRESS: _("Adresse confidentielle"),
    HoldReason.ALREADY_TOLD: _("Déjà informé, d’après votre liste"),
    HoldReason.TEXT_NOT_APPROVED: _("D’autres données sont concernées : texte à approuver à nouveau"),
}


@register.filter
def why(reason: HoldReason) -> str:
    return str(REASONS[reason])


@register.filter
def why_held(reason: str) -> str:
    """The same for the reason as it stands in the table; one that nobody foresaw is shown as it is."""
    return str(REASONS[HoldReason(reason)]) if reason in set(HoldReason) else reason
