"""How an attempt ended; how a doubt is settled; what stops the sending; what is written to those who work here."""

from enum import StrEnum


class Outcome(StrEnum):
    """Of one attempt on one channel. STARTED is the only one that is not an end; HELD means that nothing was handed
    over and a person must look first, BOUNCED that what was accepted came back.
    """

    STARTED = "started"
    ACCEPTED = "accepted"
    MADE = "made"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    HELD = "held"
    BOUNCED = "bounced"


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
    ALARM = "alarm"


class AlarmKind(StrEnum):
    """What whoever keeps the machine running is told of."""

    COMPLETENESS = "completeness"
    CHANNEL = "channel"
    CRASH = "crash"
    DOUBTS = "doubts"
    LOG = "log"
    SENDER = "sender"
    INBOX = "inbox"
    ERASURE = "erasure"


class Answer(StrEnum):
    """What a person says of a message in doubt."""

    ARRIVED = "arrived"
    AGAIN = "again"
    LETTER = "letter"


class Evidence(StrEnum):
    """What such an answer rests on."""

    PATIENT_SAID = "patient_said"
    REPLY_CAME = "reply_came"
    RELAY_SAID = "relay_said"
    OTHER = "other"
    NOTHING = "nothing"


class Way(StrEnum):
    """How a message in doubt is settled, the best first."""

    RELAY_RECORD = "relay_record"
    SAFE_REPEAT = "safe_repeat"
    LETTER = "letter"
    PERSON = "person"


class HaltKind(StrEnum):
    """A pause may end by itself; a stop ends only by an act."""

    PAUSE = "pause"
    STOP = "stop"


class HaltReason(StrEnum):
    """Why nothing more goes out for now."""

    TELEPHONE = "telephone"
    TEXT = "text"
    LIST = "list"
    RELAY = "relay"
    OTHER = "other"


class ProviderKind(StrEnum):
    """Who is handed patients' data to bring them a notice, and keeps copies."""

    RELAY = "relay"
    PRINTER = "printer"


class FeedbackKind(StrEnum):
    """What is heard of a message after the relay or the provider accepted it: one vocabulary, whoever says it."""

    DELIVERED = "delivered"
    DEFERRED = "deferred"
    BOUNCED_SOFT = "bounced_soft"
    BOUNCED_HARD = "bounced_hard"
    COMPLAINED = "complained"


class Step(StrEnum):
    """What such a word does to the notice. LATER means that our own receipt is not written yet."""

    NOTHING = "nothing"
    LATER = "later"
    NOTED = "noted"
    SETTLE = "settle"
    AGAIN = "again"
    LETTER = "letter"


class Span(StrEnum):
    """For how long a limit counts before it counts anew."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class Brake(StrEnum):
    """What a message that could go is waiting for, or what decides when the last one goes."""

    SPEED = "speed"
    QUIET = "quiet"
    PHYSICIAN = "physician"
    BUCKET = "bucket"
    RELAY = "relay"
    WARM_UP = "warm_up"
