"""Closed lists of a breach."""

from enum import StrEnum


class FilingChannel(StrEnum):
    """How the authority was told."""

    ONLINE_FORM = "online_form"
    POST = "post"
    OTHER = "other"
