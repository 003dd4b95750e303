"""Giving events their places in the tree.

A transaction that commits late simply gets its place later: the order of the tree is the order of arrival, not of row
numbers. Each batch is one transaction, so that it can be killed anywhere and started again.
"""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef

from notifier.audit import keys, tree
from notifier.audit.copying import insert_values
from notifier.audit.models import Event, Leaf, Pending
from notifier.lib.merkle import leaf_hash

_BATCH = 5000
_log = logging.getLogger(__name__)


def sequence() -> int:
    """Place every event that waits; returns how many. Events without a valid seal are passed over and reported."""
    placed, last = 0, 0
    while batch := _next_batch(last):
        first, last = batch[0], batch[-1]
        placed += _place(first, last)
    return placed


def _next_batch(after: int) -> list[int]:
    waiting = Pending.objects.filter(event_id__gt=after).order_by("event_id")
    return list(waiting.values_list("event_id", flat=True)[:_BATCH])


@transaction.atomic
def _place(first: int, last: int) -> int:
    """Place what waits between these rows, both included."""
    tree.lock()
    # Asked for by their range: thousands of numbers in a statement take longer to write and read than all the rest.
    # What commits late inside it may come along or wait; another process may have placed some of it before the lock.
    waiting = Pending.objects.filter(event_id__gte=first, event_id__lte=last)
    asked = Event.objects.filter(pk__gte=first, pk__lte=last, pk__in=waiting.values("event_id"))
    events = asked.order_by("pk").values_list("pk", "body", "seal")
    builder = tree.open_builder()
    leaves = []
    for pk, body, seal in events:
        body = bytes(body)
        if not keys.is_sealed(body, bytes(seal)):
            _log.error("event %s was not written by this system: it gets no place in the log", pk)
            continue
        leaves.append((builder.size, pk))
        builder.append(leaf_hash(body))
    insert_values(Leaf, ("place", "event_id"), leaves)
    tree.store_tiles(builder)
    waiting.filter(Exists(Leaf.objects.filter(event_id=OuterRef("event_id")))).delete()
    return len(leaves)
