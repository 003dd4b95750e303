"""The stored tree: places, tiles, and the one lock under which it grows."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Max, Q

from notifier.audit.models import Leaf, Tile
from notifier.lib.merkle import NodeReader, root_of
from notifier.lib.tiles import TileBuilder, Tiles, edge_tiles, node_reader

# Any number will do, as long as nothing else in this database takes it.
_LOCK = 0x6E6F7466
_KEPT = 512


def lock() -> None:
    """Be the only one to change the tree until this transaction ends. Writers of events never wait for it.

    SQLite has one writer at a time anyway, from BEGIN IMMEDIATE on.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def tree_size() -> int:
    """How many events have a place; one query."""
    highest: int | None = Leaf.objects.aggregate(highest=Max("place"))["highest"]
    return 0 if highest is None else highest + 1


def stored_nodes() -> NodeReader:
    """Reads nodes from the tiles, a query for each tile not yet at hand. Raises lib.tiles.NoSuchNode."""
    kept: dict[tuple[int, int], bytes] = {}

    def tile(level: int, index: int) -> bytes:
        if (level, index) not in kept:
            if len(kept) >= _KEPT:
                kept.clear()
            kept.update(_read([(level, index)]))
        return kept.get((level, index), b"")

    return node_reader(tile)


def stored_root(size: int) -> bytes:
    """The root over the first `size` events, from the tiles."""
    return root_of(size, stored_nodes())


def open_builder() -> TileBuilder:
    """Continues the stored tree; two queries."""
    size = tree_size()
    return TileBuilder(size, {level: hashes for (level, _), hashes in _read(edge_tiles(size)).items()})


def store_tiles(builder: TileBuilder) -> None:
    """Write what changed; one statement."""
    tiles = [Tile(level=level, index=index, hashes=hashes) for (level, index), hashes in builder.take().items()]
    Tile.objects.bulk_create(
        tiles, update_conflicts=True, unique_fields=["level", "index"], update_fields=["hashes"], batch_size=200
    )


def _read(places: Iterable[tuple[int, int]]) -> Tiles:
    wanted = Q(pk__in=[])
    for level, index in places:
        wanted |= Q(level=level, index=index)
    rows = Tile.objects.filter(wanted).values_list("level", "index", "hashes")
    return {(level, index): bytes(hashes) for level, index, hashes in rows}
