"""What people type on the pages of a case."""

from notifier.breaches.forms.filing import FilingForm

__all__ = ["FilingForm"]
