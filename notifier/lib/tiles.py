"""A Merkle tree kept in tiles of 256 hashes: few rows, and any proof from a handful of them.

Tile `(level, index)` holds up to 256 hashes of 32 bytes, one after the other: at level 0 those of leaves, at level n
those of the perfect subtrees over 256**n leaves. Only the last tile of a level is ever unfilled.
"""

from collections.abc import Callable, Mapping

from notifier.lib.merkle import NodeReader, node_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
HASH = 32
# Level and index of a tile, and its hashes.
Tiles = dict[tuple[int, int], bytes]


class NoSuchNode(LookupError):
    """The tiles do not reach as far as the node asked for."""


class TileBuilder:
    """Appends leaves and gives the tiles that changed. `edges` are the unfilled last tiles of a tree of `size`."""

    def __init__(self, size: int = 0, edges: Mapping[int, bytes] | None = None) -> None:
        self.size = size
        self._edges = {level: bytearray(hashes) for level, hashes in (edges or {}).items()}
        self._filled: Tiles = {}

    def append(self, leaf: bytes) -> None:
        self.size += 1
        self._add(0, leaf)

    def take(self) -> Tiles:
        """The tiles filled since the last call, and the unfilled ones as they stand."""
        edges = {(level, self._index(level)): bytes(edge) for level, edge in self._edges.items() if edge}
        taken, self._filled = {**self._filled, **edges}, {}
        return taken

    def _add(self, level: int, hashed: bytes) -> None:
        edge = self._edges.setdefault(level, bytearray())
        edge += hashed
        if len(edge) == WIDTH * HASH:
            self._filled[level, self._index(level) - 1] = bytes(edge)
            self._edges[level] = bytearray()
            self._add(level + 1, perfect_root(bytes(edge)))

    def _index(self, level: int) -> int:
        """Of the tile that is being filled."""
        return self.size >> (HEIGHT * (level + 1))


def edge_tiles(size: int) -> list[tuple[int, int]]:
    """Level and index of every unfilled last tile of a tree of that size."""
    found, level = [], 0
    while size >> (HEIGHT * level):
        count = size >> (HEIGHT * level)
        if count % WIDTH:
            found.append((level, count >> HEIGHT))
        level += 1
    return found


def node_reader(tile: Callable[[int, int], bytes]) -> NodeReader:
    """Reads nodes from tiles; the reader raises NoSuchNode."""

    def node(level: int, index: int) -> bytes:
        tile_level, within = divmod(level, HEIGHT)
        first = index << within
        start = (first % WIDTH) * HASH
        hashes = tile(tile_level, first >> HEIGHT)[start : start + (HASH << within)]
        if len(hashes) != HASH << within:
            raise NoSuchNode(f"no node {index} at level {level}")
        return perfect_root(hashes)

    return node


def perfect_root(hashes: bytes) -> bytes:
    """The root over a power of two of hashes that stand one after the other."""
    row = [hashes[place : place + HASH] for place in range(0, len(hashes), HASH)]
    while len(row) > 1:
        row = [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]
    return row[0]
