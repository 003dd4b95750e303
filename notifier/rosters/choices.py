"""Closed lists of rosters. Plain enums: the rules that use them know no Django.

The order of Category and CareFlag is stored (bit sets, rosters.rules.bits): append, never reorder.
"""

from enum import StrEnum


class Tier(StrEnum):
    """How deep the leak goes for this patient."""

    ADMINISTRATIVE = "administrative"
    ANNOTATED = "annotated"


class Category(StrEnum):
    """Categories of data that may have leaked."""

    IDENTITY = "identity"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    EMAIL = "email"
    INSURER = "insurer"
    ANNOTATIONS = "annotations"


class CareFlag(StrEnum):
    """What must be known before anything is sent."""

    DECEASED = "deceased"
    ALREADY_TOLD = "already_told"
    MINOR_SECRET = "minor_secret"  # noqa: S105 - the secrecy of a minor, not a password
    PROTECTED_ADULT = "protected_adult"
    SAFE_CHANNEL = "safe_channel"
    CONFIDENTIAL_ADDRESS = "confidential_address"
    DO_NOT_POST = "do_not_post"
    NO_EMAIL = "no_email"
    SEPARATED_PARENTS = "separated_parents"


class ToldHow(StrEnum):
    """How someone was told by the practice itself."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    VIDEO = "video"
    LETTER = "letter"
    MESSAGE = "message"
    UNKNOWN = ""


class Salutation(StrEnum):
    MADAME = "mme"
    MONSIEUR = "m"
    NONE = ""


class Language(StrEnum):
    FRENCH = "fr"
    ENGLISH = "en"


class MailBucket(StrEnum):
    """Which of the big mail providers holds someone's mailbox, as far as the address says; so many people are with each
    that it tells nobody apart. All others are OTHER; NONE is of a patient without an address, or whose row is older
    than this list.
    """

    NONE = ""
    GMAIL = "gmail"
    MICROSOFT = "microsoft"
    YAHOO = "yahoo"
    APPLE = "apple"
    ORANGE = "orange"
    FREE = "free"
    SFR = "sfr"
    LAPOSTE = "laposte"
    BOUYGUES = "bouygues"
    OTHER = "other"
