"""Tiles give the same tree as hashing every leaf anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.lib import merkle
from notifier.lib.tiles import HASH, WIDTH, NoSuchNode, TileBuilder, Tiles, edge_tiles, node_reader

LEAVES = [merkle.leaf_hash(str(number).encode()) for number in range(3 * WIDTH + 7)]
SIZES = st.integers(0, len(LEAVES))


def grown(*sizes: int) -> Tiles:
    """Tiles as they are stored when the tree grows from one size to the next, the builder forgotten in between."""
    stored: Tiles = {}
    size = 0
    for next_size in sizes:
        builder = TileBuilder(size, {level: stored[level, index] for level, index in edge_tiles(size)})
        for leaf in LEAVES[size:next_size]:
            builder.append(leaf)
        stored |= builder.take()
        size = next_size
    return stored


def read(tiles: Tiles) -> merkle.NodeReader:
    return node_reader(lambda level, index: tiles.get((level, index), b""))


@given(st.lists(SIZES, min_size=1, max_size=4).map(sorted))
def test_a_tree_grown_in_steps_is_the_tree(sizes: list[int]) -> None:
    tiles = grown(*sizes)
    assert merkle.root_of(sizes[-1], read(tiles)) == merkle.root(LEAVES[: sizes[-1]])
    assert tiles == grown(sizes[-1])


@given(SIZES, st.data())
def test_proofs_are_made_from_tiles(size: int, data: st.DataObject) -> None:
    size = max(size, 1)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    node, root = read(grown(size)), merkle.root(LEAVES[:size])
    proof = merkle.inclusion_proof(index, size, node)
    assert merkle.verify_inclusion(LEAVES[index], index, size, proof, root)
    grown_proof = merkle.consistency_proof(old, size, node)
    assert merkle.verify_consistency(old, size, grown_proof, merkle.root(LEAVES[:old]), root)


def test_a_filled_tile_passes_its_root_up() -> None:
    tiles = grown(WIDTH)
    assert {place: len(hashes) // HASH for place, hashes in tiles.items()} == {(0, 0): WIDTH, (1, 0): 1}
    assert tiles[1, 0] == merkle.root(LEAVES[:WIDTH])


@pytest.mark.parametrize(
    ("size", "edges"),
    [(0, []), (1, [(0, 0)]), (WIDTH, [(1, 0)]), (WIDTH + 1, [(0, 1), (1, 0)]), (WIDTH**2, [(2, 0)])],
)
def test_the_unfilled_tiles_of_a_size_are_known(size: int, edges: list[tuple[int, int]]) -> None:
    assert edge_tiles(size) == edges


def test_a_node_beyond_the_tree_is_not_made_up() -> None:
    node = read(grown(5))
    with pytest.raises(NoSuchNode):
        node(0, 5)
    with pytest.raises(NoSuchNode):
        node(3, 0)
