from notifier.breaches.models.breach import Breach
from notifier.breaches.models.case import Case, Filing
from notifier.breaches.models.facts import BreachFacts, FactsOffer, TakenFacts
from notifier.breaches.models.following import Assignment, Invitation, Nudge

__all__ = [
    "Assignment",
    "Breach",
    "BreachFacts",
    "Case",
    "FactsOffer",
    "Filing",
    "Invitation",
    "Nudge",
    "TakenFacts",
]
