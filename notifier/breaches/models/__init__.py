from notifier.breaches.models.breach import Breach
from notifier.breaches.models.case import Case, Filing
from notifier.breaches.models.deciding import Advice, Decision, Document, Order, SeverityChoice

__all__ = ["Advice", "Breach", "Case", "Decision", "Document", "Filing", "Order", "SeverityChoice"]
