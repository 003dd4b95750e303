"""Reads of the outbox, and what the clocks of cases are computed from."""

from notifier.delivery.queries.beacon import beacon
from notifier.delivery.queries.outbox import (
    attempts_of,
    checkpoint_keepers,
    counts_by_state,
    due_channels,
    due_staff_mail,
    next_due,
    paused_channels,
    turns,
)

__all__ = [
    "attempts_of",
    "beacon",
    "checkpoint_keepers",
    "counts_by_state",
    "due_channels",
    "due_staff_mail",
    "next_due",
    "paused_channels",
    "turns",
]
