"""Opening breaches and cases, recording filings."""

from notifier.breaches.actions.cases import instruct_comparison, open_breach, open_case, record_filing

__all__ = ["instruct_comparison", "open_breach", "open_case", "record_filing"]
