"""Refusals and states in words."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.dossiers.queries.refusals import explain_refusal
from notifier.notices.choices import State

register = template.Library()

STANDINGS: dict[State, str | Promise] = {
    State.HELD: _("Son avis attend une décision."),
    State.QUEUED: _("Son avis va partir."),
    State.CLAIMED: _("Son avis part en ce moment."),
    State.SENDING: _("Son avis part en ce moment."),
    State.SENT: _("Il a été prévenu par courriel."),
    State.READY_TO_PRINT: _("Sa lettre est prête à imprimer."),
    State.IN_RUN: _("Sa lettre est dans un tirage."),
    State.IN_DOUBT: _("On ne sait pas si son avis est parti."),
    State.FAILED: _("Son avis n’a pas pu partir."),
    State.WITHDRAWN: _("Son avis a été retiré."),
    State.TO_TELL: _("Il reste à le prévenir en personne."),
    State.TOLD: _("Il a été prévenu par le cabinet lui-même."),
}


@register.filter
def refusal_words(code: str) -> str:
    return explain_refusal(code)


@register.filter
def standing_words(state: State) -> str:
    """Where the patient's notice stands; total over the states."""
    return str(STANDINGS[state])
