from notifier.breaches.models.breach import Breach
from notifier.breaches.models.case import Case
from notifier.breaches.models.filing import Filing, FilingReceipt

__all__ = ["Breach", "Case", "Filing", "FilingReceipt"]
