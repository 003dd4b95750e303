"""What people type about a case."""

from notifier.breaches.forms.filing import FilingForm

__all__ = ["FilingForm"]
