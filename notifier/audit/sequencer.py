"""Giving events their places in the tree.

A transaction that commits late simply gets its place later: the order of the tree is the order of arrival, not of row
numbers. Each batch is one transaction, so that it can be killed anywhere and started again.
"""

import logging

from django.db import transaction

from notifier.audit import keys, tree
from notifier.audit.models import Event, Leaf, Pending
from notifier.lib.merkle import leaf_hash

_BATCH = 5000
_log = logging.getLogger(__name__)


def sequence() -> int:
    """Place every event that waits; returns how many. Events without a valid seal are passed over and reported."""
    placed, last = 0, 0
    while batch := _next_batch(last):
        last = batch[-1]
        placed += _place(batch)
    return placed


def _next_batch(after: int) -> list[int]:
    waiting = Pending.objects.filter(event_id__gt=after).order_by("event_id")
    return list(waiting.values_list("event_id", flat=True)[:_BATCH])


@transaction.atomic
def _place(ids: list[int]) -> int:
    tree.lock()
    # Another process may have placed them between the look and the lock.
    waiting = Pending.objects.filter(event_id__in=ids).values("event_id")
    events = Event.objects.filter(pk__in=waiting).order_by("pk").values_list("pk", "body", "seal")
    builder = tree.open_builder()
    leaves = []
    for pk, body, seal in events:
        body = bytes(body)
        if not keys.is_sealed(body, bytes(seal)):
            _log.error("event %s was not written by this system: it gets no place in the log", pk)
            continue
        leaves.append(Leaf(place=builder.size, event_id=pk))
        builder.append(leaf_hash(body))
    Leaf.objects.bulk_create(leaves, batch_size=1000)
    tree.store_tiles(builder)
    Pending.objects.filter(event_id__in=[leaf.event_id for leaf in leaves]).delete()
    return len(leaves)
