from notifier.breaches.models.awareness import AwarenessEntry, AwarenessFile
from notifier.breaches.models.breach import Breach
from notifier.breaches.models.calendars import CalendarAddress
from notifier.breaches.models.case import Case, Filing
from notifier.breaches.models.late import LateReasons

__all__ = ["AwarenessEntry", "AwarenessFile", "Breach", "CalendarAddress", "Case", "Filing", "LateReasons"]
