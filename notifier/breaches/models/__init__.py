from notifier.breaches.models.awareness import AwarenessEntry, AwarenessFile
from notifier.breaches.models.breach import Breach
from notifier.breaches.models.calendars import CalendarAddress
from notifier.breaches.models.case import Case
from notifier.breaches.models.filing import Filing, FilingReceipt
from notifier.breaches.models.late import LateReasons

__all__ = [
    "AwarenessEntry",
    "AwarenessFile",
    "Breach",
    "CalendarAddress",
    "Case",
    "Filing",
    "FilingReceipt",
    "LateReasons",
]
