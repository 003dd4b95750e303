"""Closed lists of a breach."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FilingChannel(StrEnum):
    """How the authority was told."""

    ONLINE_FORM = "online_form"
    POST = "post"
    OTHER = "other"


# The words for what may have leaked, by the names of rosters.choices.Category (a test compares them).
CATEGORIES: dict[str, str | Promise] = {
    "identity": _("nom et prénom"),
    "birth_date": _("date de naissance"),
    "address": _("adresse postale"),
    "telephone": _("téléphone"),
    "email": _("adresse électronique"),
    "insurer": _("caisse d’assurance maladie"),
    "annotations": _("notes du médecin"),
}
