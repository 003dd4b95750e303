"""What was halted, and why, in words."""

from django import template
from django.utils.translation import gettext as _

from notifier.delivery.choices import HaltKind, HaltReason
from notifier.delivery.forms import HALT_REASONS
from notifier.delivery.models import Halt

register = template.Library()


@register.filter
def halted(halt: Halt) -> str:
    """What nothing goes out of."""
    is_stop = halt.kind == HaltKind.STOP
    if halt.case_id:
        return _("L’envoi de ce dossier est arrêté.") if is_stop else _("L’envoi de ce dossier est suspendu.")
    if halt.breach_id:
        if is_stop:
            return _("L’envoi de tous les dossiers de cette fuite est arrêté.")
        return _("L’envoi de tous les dossiers de cette fuite est suspendu.")
    return _("Tous les envois sont arrêtés.") if is_stop else _("Tous les envois sont suspendus.")


@register.filter
def halt_reason(reason: str) -> str:
    return str(HALT_REASONS[HaltReason(reason)])
