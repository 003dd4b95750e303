"""The stored tiles against those made anew, read in step with the events."""

from collections.abc import Iterable

from notifier.audit.models import Tile
from notifier.audit.verification.verdict import Verdict
from notifier.lib.tiles import HASH, HEIGHT, WIDTH, Tiles


class StoredTiles:
    """Leaf hashes for the events' reader, and the comparison of every tile."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._known: set[tuple[int, int]] = set()
        self._leaves: dict[int, bytes] = {}
        self._unfilled: Tiles = {}

    def load(self, first: int, last: int) -> None:
        """Have the leaf hashes of these places at hand; one query."""
        rows = Tile.objects.filter(level=0, index__gte=first >> HEIGHT, index__lte=last >> HEIGHT)
        self._leaves = {index: bytes(hashes) for index, hashes in rows.values_list("index", "hashes")}

    def leaf(self, place: int) -> bytes:
        """The stored hash of a leaf; empty where there is none."""
        start = place % WIDTH * HASH
        return self._leaves.get(place >> HEIGHT, b"")[start : start + HASH]

    def compare(self, made: Tiles) -> None:
        """Those that are full; the unfilled ones are compared at the end, as they stand then."""
        self._unfilled = {place: hashes for place, hashes in made.items() if len(hashes) < WIDTH * HASH}
        self._check({place: hashes for place, hashes in made.items() if place not in self._unfilled})

    def finish(self) -> None:
        self._check(self._unfilled)
        for level, index in Tile.objects.values_list("level", "index").iterator(chunk_size=5000):
            if (level, index) not in self._known:
                self._verdict.add("tile_unknown", detail=f"{level}/{index}")

    def _check(self, made: Tiles) -> None:
        self._known.update(made)
        stored = self._read(made)
        for place, hashes in made.items():
            if stored.get(place) != hashes:
                self._verdict.add("tile_changed", detail="/".join(map(str, place)))

    @staticmethod
    def _read(places: Iterable[tuple[int, int]]) -> Tiles:
        by_level: dict[int, list[int]] = {}
        for level, index in places:
            by_level.setdefault(level, []).append(index)
        found: Tiles = {}
        for level, indexes in by_level.items():
            rows = Tile.objects.filter(level=level, index__in=indexes).values_list("index", "hashes")
            found |= {(level, index): bytes(hashes) for index, hashes in rows}
        return found
