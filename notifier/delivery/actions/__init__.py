"""Claim, start, record, release, sweep: every write of the outbox."""

from notifier.delivery.actions.claiming import Batch, claim_batch, release_batch
from notifier.delivery.actions.sending import Finished, Start, record_and_start
from notifier.delivery.actions.sweeping import Swept, sweep

__all__ = [
    "Batch",
    "Finished",
    "Start",
    "Swept",
    "claim_batch",
    "record_and_start",
    "release_batch",
    "sweep",
]
