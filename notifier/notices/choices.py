"""Closed lists of notices. Plain enums: the rules that use them know no Django."""

from enum import StrEnum

# What is proposed at the approval, and what may be chosen: Article 34(1) wants no undue delay.
DOUBT_DAYS = 5
DOUBT_DAYS_MOST = 14


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
    # Handed over to the post, as someone noted; and come back from it.
    POSTED = "posted"
    RETURNED = "returned"
    IN_DOUBT = "in_doubt"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    # To be told in person, by the physician; then told by the practice itself, in whatever way.
    TO_TELL = "to_tell"
    TOLD = "told"


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
    SEPARATED_PARENTS = "separated_parents"
    SHARED_EMAIL = "shared_email"
    SHARED_ADDRESS = "shared_address"
    LONG_UNSEEN = "long_unseen"
    CARE_UNKNOWN = "care_unknown"


class CareChoice(StrEnum):
    """What the physician may decide for someone whose notice waits."""

    REVIEWED = "reviewed"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"
    TOLD = "told"
    WITHDRAW = "withdraw"


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


class FollowUp(StrEnum):
    """What a further notice is for, to those already told; NONE of the first notice."""

    NONE = ""
    CORRECTION = "correction"
    MORE_LEAKED = "more_leaked"


class RequestKind(StrEnum):
    """What a patient asks for."""

    QUESTION = "question"
    PAPER = "paper"
    STOP_EMAIL = "stop_email"
    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"


class RequestChannel(StrEnum):
    """How a request came, or how it was answered."""

    PAGE = "page"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    IN_PERSON = "in_person"


class RequestState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"


class PaperForm(StrEnum):
    """In which form a patient wants the notice on paper."""

    NONE = ""
    PLAIN = "plain"
    LARGE = "large"
    EASY = "easy"


class Worst(StrEnum):
    """Which patient is hardest on the layout."""

    NAME = "nom"
    CATEGORIES = "donnees"
    SALUTATION = "civilite"
