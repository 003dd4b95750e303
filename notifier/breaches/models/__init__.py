from notifier.breaches.models.breach import Breach
from notifier.breaches.models.case import Case, Filing

__all__ = ["Breach", "Case", "Filing"]
