"""Closed lists of a breach."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FilingChannel(StrEnum):
    """How the authority was told."""

    ONLINE_FORM = "online_form"
    POST = "post"
    OTHER = "other"


class FilingKind(StrEnum):
    """What was handed to the authority: the first word, what completes it (Article 33(4)), or its withdrawal."""

    INITIAL = "initial"
    COMPLEMENTARY = "complementary"
    WITHDRAWAL = "withdrawal"


class Topic(StrEnum):
    """What a controller decides after a breach. Their values stand in the log: never rename one."""

    RISK = "risk"
    AUTHORITY = "authority"
    TELLING = "telling"
    PUBLIC_NOTICE = "public_notice"
    ENFORCEMENT = "enforcement"


class Answer(StrEnum):
    """The values of decisions that are a yes or a no."""

    YES = "yes"
    NO = "no"


class Paper(StrEnum):
    """What a document kept with a case shows."""

    GROUND = "ground"
    PUBLIC_NOTICE = "public_notice"
    ENFORCEMENT = "enforcement"
    ORDER = "order"
    COPIES_ERASED = "copies_erased"


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
