"""How an attempt ended."""

from enum import StrEnum


class Outcome(StrEnum):
    """Of one attempt on one channel. STARTED is the only one that is not an end."""

    STARTED = "started"
    ACCEPTED = "accepted"
    MADE = "made"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
