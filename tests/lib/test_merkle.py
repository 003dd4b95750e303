"""The tree of RFC 9162 against published vectors, and its proofs against everything they must not prove."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.lib import merkle
from notifier.lib.merkle import NodeReader, leaf_hash, node_hash

# The vectors of transparency-dev/merkle.
DATA = [bytes.fromhex(x) for x in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
LEAVES = [leaf_hash(data) for data in DATA]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
SIZES = st.integers(1, 70)


def reader(leaves: list[bytes]) -> NodeReader:
    """Computes every perfect subtree anew; slow and obviously right."""

    def node(level: int, index: int) -> bytes:
        if level == 0:
            return leaves[index]
        return node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))

    return node


def some_leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def test_leaves_and_nodes_are_hashed_apart() -> None:
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    both = node_hash(b"N123", b"N456")
    assert both.hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"


@pytest.mark.parametrize(("size", "expected"), enumerate(ROOTS))
def test_roots_are_the_published_ones(size: int, expected: str) -> None:
    assert merkle.root(LEAVES[:size]).hex() == expected
    assert merkle.root_of(size, reader(LEAVES)).hex() == expected


@pytest.mark.parametrize(
    ("index", "size", "expected"),
    [
        (0, 8, "96a296d2 5f083f0a 6b47aaf2"),
        (5, 8, "bc1a0643 ca854ea1 d37ee418"),
        (2, 3, "fac54203"),
        (1, 5, "6e340b9c 5f083f0a bc1a0643"),
    ],
)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int, expected: str) -> None:
    proof = merkle.inclusion_proof(index, size, reader(LEAVES))
    assert " ".join(step[:4].hex() for step in proof) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (1, 8, "96a296d2 5f083f0a 6b47aaf2"),
        (6, 8, "0ebc5d34 ca854ea1 d37ee418"),
        (2, 5, "5f083f0a bc1a0643"),
        (6, 7, "0ebc5d34 b08693ec d37ee418"),
    ],
)
def test_consistency_proofs_are_the_published_ones(old: int, new: int, expected: str) -> None:
    proof = merkle.consistency_proof(old, new, reader(LEAVES))
    assert " ".join(step[:4].hex() for step in proof) == expected


@given(SIZES, st.data())
def test_every_leaf_is_proved_and_only_at_its_place(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    root = merkle.root(leaves)
    proof = merkle.inclusion_proof(index, size, reader(leaves))
    assert merkle.verify_inclusion(leaves[index], index, size, proof, root)
    assert merkle.verify_inclusion(leaves[other], other, size, proof, root) == (other == index)
    assert merkle.verify_inclusion(leaves[index], other, size, proof, root) == (other == index)
    assert not merkle.verify_inclusion(leaves[index], index, size, [*proof, root], root)
    assert not merkle.verify_inclusion(leaves[index], index, size, proof[:-1], root) or size == 1
    assert not merkle.verify_inclusion(leaves[index], index, size, proof, leaf_hash(b"another"))


@given(SIZES, st.data())
def test_a_tree_that_grew_is_proved_and_one_that_was_rewritten_is_not(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    old = data.draw(st.integers(1, size))
    proof = merkle.consistency_proof(old, size, reader(leaves))
    before, after = merkle.root(leaves[:old]), merkle.root(leaves)
    assert merkle.verify_consistency(old, size, proof, before, after)
    rewritten = [leaf_hash(b"another"), *leaves[1:]]
    assert not merkle.verify_consistency(old, size, proof, before, merkle.root(rewritten))
    assert not merkle.verify_consistency(old, size, proof, merkle.root(rewritten[:old]), after)
    assert not merkle.verify_consistency(old, size, [*proof, after], before, after)


def test_a_tree_is_consistent_with_the_empty_one_and_with_itself() -> None:
    root = merkle.root(LEAVES)
    assert merkle.verify_consistency(0, 8, [], merkle.EMPTY_ROOT, root)
    assert merkle.verify_consistency(8, 8, [], root, root)
    assert not merkle.verify_consistency(0, 8, [], root, root)
    assert not merkle.verify_consistency(8, 8, [], root, merkle.EMPTY_ROOT)
    assert not merkle.verify_consistency(8, 7, [], root, root)


@given(SIZES, st.data())
def test_several_leaves_need_few_other_hashes(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    chosen = sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1)))
    spans = merkle.missing_spans(chosen, size)
    hashes = {span: merkle.span_hash(span, reader(leaves)) for span in spans}
    assert merkle.root_from({place: leaves[place] for place in chosen}, hashes, size) == merkle.root(leaves)
    assert len(spans) <= len(chosen) * size.bit_length()
    covered = [place for start, end in spans for place in range(start, end)]
    assert sorted([*covered, *chosen]) == list(range(size))


def test_a_lacking_hash_is_noticed() -> None:
    with pytest.raises(KeyError):
        merkle.root_from({3: LEAVES[3]}, {}, 8)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3)])
def test_no_proof_for_a_place_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(merkle.BadPosition):
        merkle.inclusion_proof(index, size, reader(LEAVES))
    assert not merkle.verify_inclusion(LEAVES[0], index, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_no_consistency_proof_between_sizes_that_do_not_grow(old: int, new: int) -> None:
    with pytest.raises(merkle.BadPosition):
        merkle.consistency_proof(old, new, reader(LEAVES))
