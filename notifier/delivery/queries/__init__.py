"""Reads of the outbox, and what the clocks of cases are computed from."""

from notifier.delivery.queries.beacon import beacon
from notifier.delivery.queries.outbox import (
    Failure,
    attempts_of,
    checkpoint_keepers,
    counts_by_state,
    due_channels,
    due_staff_mail,
    failed_patients,
    latest_codes,
    next_due,
    paused_channels,
    turns,
)

__all__ = [
    "Failure",
    "attempts_of",
    "beacon",
    "checkpoint_keepers",
    "counts_by_state",
    "due_channels",
    "due_staff_mail",
    "failed_patients",
    "latest_codes",
    "next_due",
    "paused_channels",
    "turns",
]
