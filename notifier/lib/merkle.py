"""The Merkle tree of RFC 9162, section 2: hashes, proofs, and their verification. Positions count from 0.

A tree is read through a `NodeReader`, which gives the hash of a *perfect* subtree: `node(level, index)` covers the
leaves from `index * 2**level` up to, not including, `(index + 1) * 2**level`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

NodeReader = Callable[[int, int], bytes]
# Leaves from the first up to, not including, the second.
Span = tuple[int, int]

# The root of a tree without leaves (section 2.1.1); an empty leaf hashes to something else.
EMPTY_ROOT = sha256(b"").digest()


class BadPosition(ValueError):
    """A proof was asked for a place or size the tree does not have."""


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the data (section 2.1.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children (section 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that only grows: its size and its root in O(log n) memory."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        # The hashes of the perfect subtrees the leaves fall into, the largest first.
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add one leaf's hash."""
        self._peaks.append(leaf)
        self.size += 1
        complete = self.size
        while complete % 2 == 0:
            right = self._peaks.pop()
            self._peaks.append(node_hash(self._peaks.pop(), right))
            complete //= 2

    def root(self) -> bytes:
        return _fold(self._peaks)


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over the leaves' hashes."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def root_of(size: int, node: NodeReader) -> bytes:
    """The root of the first `size` leaves."""
    return span_hash((0, size), node) if size else EMPTY_ROOT


def span_hash(span: Span, node: NodeReader) -> bytes:
    """The hash over a span as it occurs in a tree: begun at a multiple of the power of two that holds it."""
    start, end = span
    peaks = []
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append(node(level, start >> level))
        start += 1 << level
    return _fold(peaks)


def inclusion_proof(index: int, size: int, node: NodeReader) -> list[bytes]:
    """The path from leaf `index` to the root of the first `size` leaves, from the leaf upwards (section 2.1.3.1)."""
    if not 0 <= index < size:
        raise BadPosition(f"no leaf {index} in a tree of {size}")
    return [span_hash(span, node) for span in missing_spans([index], size)]


def consistency_proof(old: int, new: int, node: NodeReader) -> list[bytes]:
    """Shows that the tree of `new` leaves begins with the tree of `old` leaves (section 2.1.4.1)."""
    if not 0 < old <= new:
        raise BadPosition(f"no tree of {old} begins one of {new}")
    return [span_hash(span, node) for span in _consistency_spans(old, (0, new))]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = node_hash(step, found)
            place, last = _up_to_odd(place, last)
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == expected


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Section 2.1.4.2. A tree is consistent with itself, and the empty tree with every tree, both without proof."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if not 0 < old < new:
        return False
    # Where the old tree is perfect, its root is the first step, and the proof leaves it out.
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    return bool(steps) and _both_roots(old - 1, new - 1, steps) == (old_root, new_root)


def missing_spans(leaves: Sequence[int], size: int) -> list[Span]:
    """Besides these leaves (ascending, at least one), the fewest spans whose hashes the root can be computed from.
    For one leaf: its path, from the leaf upwards.
    """
    return _missing(leaves, (0, size))


def root_from(leaves: Mapping[int, bytes], spans: Mapping[Span, bytes], size: int) -> bytes:
    """The root from the hashes of some leaves and of their `missing_spans`; KeyError where one is lacking."""
    return _rebuild(sorted(leaves), (0, size), leaves, spans)


def split(span: Span) -> tuple[Span, Span]:
    """Where a span of two or more leaves is parted: at the largest power of two below its length (section 2.1.1)."""
    start, end = span
    middle = start + (1 << ((end - start - 1).bit_length() - 1))
    return (start, middle), (middle, end)


def _fold(peaks: Sequence[bytes]) -> bytes:
    """One hash of perfect subtrees side by side, the largest first."""
    if not peaks:
        return EMPTY_ROOT
    found = peaks[-1]
    for peak in reversed(peaks[:-1]):
        found = node_hash(peak, found)
    return found


def _consistency_spans(old: int, span: Span, *, is_known: bool = True) -> list[Span]:
    """`is_known`: whether who verifies has the hash of this span already, as the old root."""
    if span[1] == old:
        return [] if is_known else [span]
    left, right = split(span)
    if old <= left[1]:
        return [*_consistency_spans(old, left, is_known=is_known), right]
    return [*_consistency_spans(old, right, is_known=False), left]


def _up_to_odd(place: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the node is the last one and has no sibling."""
    while place % 2 == 0 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _both_roots(place: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the old and the new tree as a consistency proof has them; None when it is too long or short."""
    while place % 2:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if place % 2 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            place, last = _up_to_odd(place, last)
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else None


def _missing(leaves: Sequence[int], span: Span) -> list[Span]:
    if not leaves:
        return [span]
    if span[1] - span[0] == 1:
        return []
    left, right = split(span)
    parted = bisect_left(leaves, left[1])
    before, after = _missing(leaves[:parted], left), _missing(leaves[parted:], right)
    # A span without leaves of its own is the sibling of one that has some, and stands above it.
    return [*before, *after] if parted else [*after, *before]


def _rebuild(places: Sequence[int], span: Span, leaves: Mapping[int, bytes], spans: Mapping[Span, bytes]) -> bytes:
    if not places:
        return spans[span]
    if span[1] - span[0] == 1:
        return leaves[span[0]]
    left, right = split(span)
    parted = bisect_left(places, left[1])
    return node_hash(_rebuild(places[:parted], left, leaves, spans), _rebuild(places[parted:], right, leaves, spans))
