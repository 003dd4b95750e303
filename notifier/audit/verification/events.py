"""Every place in its order: the event that stands there, and what its columns repeat; then events without a place."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from notifier.audit import keys
from notifier.audit.canonical import moment, read_event
from notifier.audit.models import Event, Leaf, Pending
from notifier.audit.verification.roots import Roots
from notifier.audit.verification.tiles import StoredTiles
from notifier.audit.verification.verdict import Verdict
from notifier.lib.merkle import leaf_hash
from notifier.lib.tiles import HASH, TileBuilder

_AT_ONCE = 5000
_NOTHING = bytes(HASH)


class _Row(NamedTuple):
    pk: int
    uid: UUID
    kind: str
    at: datetime
    actor: str
    case_id: UUID | None
    subject: str
    body: bytes
    seal: bytes


def read_places(verdict: Verdict, roots: Roots) -> None:
    """Walk the tree from its first leaf to its last, some thousand at a time."""
    builder, tiles = TileBuilder(), StoredTiles(verdict)
    for leaves in _places(verdict):
        rows = {row[0]: _Row(*row) for row in Event.objects.filter(pk__in=leaves.values()).values_list(*_Row._fields)}
        tiles.load(min(leaves), max(leaves))
        for place, pk in leaves.items():
            stored = tiles.leaf(place)
            _judge(verdict, place, rows.get(pk), stored)
            # The stored hash is what was signed; a changed event is one finding, not one at every later checkpoint.
            leaf = stored or _NOTHING
            builder.append(leaf)
            roots.append(leaf)
        tiles.compare(builder.take())
    tiles.finish()


def read_unplaced(verdict: Verdict) -> None:
    """Events without a place: they wait, or were slipped in past the database's triggers, or without our key."""
    waiting = set(Pending.objects.values_list("event_id", flat=True))
    # Asked so and not by NOT IN, which PostgreSQL answers in quadratic time.
    is_placed = Exists(Leaf.objects.filter(event_id=OuterRef("pk")))
    rows = Event.objects.filter(~is_placed).values_list(*_Row._fields)
    for row in map(_Row._make, rows.iterator(chunk_size=_AT_ONCE)):
        if not keys.is_sealed(bytes(row.body), bytes(row.seal)):
            verdict.add("event_forged", event=row.uid)
        elif row.pk not in waiting:
            verdict.add("event_unplaced", event=row.uid)
        else:
            verdict.waiting += 1
            _judge_columns(verdict, None, row)
        waiting.discard(row.pk)
    for pk in sorted(waiting):
        verdict.add("event_missing", detail=f"row {pk}")


def _places(verdict: Verdict) -> Iterator[Mapping[int, int]]:
    """Event row ids by place; a gap is a finding, and what follows it can be compared no longer."""
    expected = 0
    while True:
        rows = Leaf.objects.filter(place__gte=expected).order_by("place").values_list("place", "event_id")[:_AT_ONCE]
        leaves = dict(rows)
        if not leaves:
            return
        for place in leaves:
            while place > expected:
                verdict.add("place_missing", expected)
                expected += 1
            expected = place + 1
        yield leaves


def _judge(verdict: Verdict, place: int, row: _Row | None, stored: bytes) -> None:
    if row is None:
        verdict.add("event_missing", place)
    elif leaf_hash(bytes(row.body)) != stored:
        verdict.add("event_changed", place, event=row.uid)
    elif place >= verdict.signed and not keys.is_sealed(bytes(row.body), bytes(row.seal)):
        verdict.add("event_forged", place, event=row.uid)
    else:
        _judge_columns(verdict, place, row)


def _judge_columns(verdict: Verdict, place: int | None, row: _Row) -> None:
    fact = read_event(row.body)
    for name, said, stored in _columns(fact, row):
        if said != stored:
            verdict.add("column_changed", place, event=row.uid, detail=name)


def _columns(fact: Mapping[str, Any], row: _Row) -> tuple[tuple[str, object, object], ...]:
    """Each column's name, what the bytes say, what the column says."""
    return (
        ("uid", fact["id"], str(row.uid)),
        ("kind", fact["kind"], row.kind),
        ("at", fact["at"], moment(row.at)),
        ("actor", fact["by"], row.actor),
        ("case_id", fact["case"], str(row.case_id) if row.case_id else None),
        ("subject", fact["subject"], row.subject),
    )
