"""How an attempt ended; what is written to those who work with the system."""

from enum import StrEnum


class Outcome(StrEnum):
    """Of one attempt on one channel. STARTED is the only one that is not an end; HELD means that nothing was handed
    over and a person must look first.
    """

    STARTED = "started"
    ACCEPTED = "accepted"
    MADE = "made"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    HELD = "held"


class StaffMailState(StrEnum):
    """Of a message to someone who works with the system. SENDING that ends in silence is FAILED: a person decides."""

    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class StaffMailKind(StrEnum):
    """What such a message is about; each has its renderer (rendering.staff)."""

    CHECKPOINT = "checkpoint"
    DEADLINE = "deadline"
    INVITATION = "invitation"
    NUDGE = "nudge"


class ProviderKind(StrEnum):
    """Who is handed patients' data to bring them a notice, and keeps copies."""

    RELAY = "relay"
    PRINTER = "printer"
