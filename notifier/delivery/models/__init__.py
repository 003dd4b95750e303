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

__all__ = [
    "Attempt",
    "Beacon",
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
]
