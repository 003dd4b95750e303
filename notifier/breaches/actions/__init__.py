"""Opening breaches and cases, writing down who knew what and when, recording filings."""

from notifier.breaches.actions.awareness import attach_paper, record_awareness, show_paper
from notifier.breaches.actions.cases import instruct_comparison, open_breach, open_case
from notifier.breaches.actions.filing import record_filing
from notifier.breaches.actions.late import give_late_reasons

__all__ = [
    "attach_paper",
    "give_late_reasons",
    "instruct_comparison",
    "open_breach",
    "open_case",
    "record_awareness",
    "record_filing",
    "show_paper",
]
