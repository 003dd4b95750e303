from notifier.breaches.models.awareness import AwarenessEntry, AwarenessFile
from notifier.breaches.models.breach import Breach
from notifier.breaches.models.calendars import CalendarAddress
from notifier.breaches.models.case import Case
from notifier.breaches.models.contracts import VendorTerm
from notifier.breaches.models.deciding import Advice, Decision, Document, Order, SeverityChoice
from notifier.breaches.models.facts import BreachFacts, FactsOffer, TakenFacts
from notifier.breaches.models.filing import Filing, FilingReceipt
from notifier.breaches.models.following import Assignment, Invitation, Nudge
from notifier.breaches.models.late import LateReasons

__all__ = [
    "Advice",
    "Assignment",
    "AwarenessEntry",
    "AwarenessFile",
    "Breach",
    "BreachFacts",
    "CalendarAddress",
    "Case",
    "Decision",
    "Document",
    "FactsOffer",
    "Filing",
    "FilingReceipt",
    "Invitation",
    "LateReasons",
    "Nudge",
    "Order",
    "SeverityChoice",
    "TakenFacts",
    "VendorTerm",
]
