"""Closed lists of a breach."""

from enum import StrEnum


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
