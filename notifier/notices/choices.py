"""Closed lists of notices. Plain enums: the rules that use them know no Django."""

from enum import StrEnum


class Channel(StrEnum):
    EMAIL = "email"
    LETTER = "letter"


class State(StrEnum):
    """Where a notice stands; disjoint, and every published sum is made of these."""

    HELD = "held"
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    READY_TO_PRINT = "ready_to_print"
    IN_RUN = "in_run"
    IN_DOUBT = "in_doubt"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class HoldReason(StrEnum):
    """Why a person must look before anything goes out."""

    NONE = ""
    NO_CHANNEL = "no_channel"
    DECEASED = "deceased"
    MINOR_ANNOTATED = "minor_annotated"
    MINOR_SECRET = "minor_secret"  # noqa: S105 - the secrecy of a minor, not a password
    PROTECTED_ADULT = "protected_adult"
    DO_NOT_POST = "do_not_post"
    SAFE_CHANNEL = "safe_channel"
    CONFIDENTIAL_ADDRESS = "confidential_address"
    ALREADY_TOLD = "already_told"
    TEXT_NOT_APPROVED = "text_not_approved"


class Audience(StrEnum):
    """Whom the notice speaks to."""

    ADULT = "adult"
    GUARDIAN = "guardian"
    PROTECTED = "protected"


class Form(StrEnum):
    """Other forms of a letter, for who asks; each is a look of press.style. The short one is never called FALC."""

    LARGE = "large"
    SHORT = "short"


class WordingState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class Worst(StrEnum):
    """Which patient is hardest on the layout."""

    NAME = "nom"
    CATEGORIES = "donnees"
    SALUTATION = "civilite"
