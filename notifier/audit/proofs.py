"""Proofs that events stand in the log under a checkpoint: a few hashes, whatever the log's size."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from notifier.audit.models import Leaf
from notifier.audit.tree import stored_nodes
from notifier.lib import merkle
from notifier.lib.merkle import Span


class NotInTree(LookupError):
    """An event has no place in a tree of that size: it waits for one, or came later."""


@dataclass(frozen=True, slots=True)
class MultiProof:
    """Where events stand (`places`, by row id) in a tree of `size`, and the hashes that lead from them to its root."""

    size: int
    places: Mapping[int, int]
    spans: Mapping[Span, bytes]


def prove(event_ids: Collection[int], size: int) -> MultiProof:
    """One proof for several events. Raises NotInTree. Costs one query and one for each tile touched."""
    places = dict(Leaf.objects.filter(event_id__in=event_ids, place__lt=size).values_list("event_id", "place"))
    if len(places) != len(set(event_ids)) or not places:
        raise NotInTree(f"not every event has a place below {size}")
    node = stored_nodes()
    spans = merkle.missing_spans(sorted(places.values()), size)
    return MultiProof(size, places, {span: merkle.span_hash(span, node) for span in spans})


def prove_growth(old: int, new: int) -> list[bytes]:
    """Shows that the tree of `new` events begins with that of `old`. Raises merkle.BadPosition."""
    return merkle.consistency_proof(old, new, stored_nodes())
