from notifier.delivery.models.alarms import Alarm
from notifier.delivery.models.attempts import Attempt, MadeLetter, Plate, Tally
from notifier.delivery.models.outbox import (
    Beacon,
    Completeness,
    DoubtRuling,
    Feedback,
    Halt,
    Handover,
    Lighting,
    Pause,
    StaffMail,
    Suppression,
    Turn,
)
from notifier.delivery.models.pacing import CasePace, Window

__all__ = [
    "Alarm",
    "Attempt",
    "Beacon",
    "CasePace",
    "Completeness",
    "DoubtRuling",
    "Feedback",
    "Halt",
    "Handover",
    "Lighting",
    "MadeLetter",
    "Pause",
    "Plate",
    "StaffMail",
    "Suppression",
    "Tally",
    "Turn",
    "Window",
]
