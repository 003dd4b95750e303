"""Sets of enum members as one small integer: the n-th member of the enum is bit n."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

Member = TypeVar("Member", bound=StrEnum)


def to_bits(members: Iterable[StrEnum]) -> int:
    """The members as an integer; the order of the enum's definition gives the places."""
    bits = 0
    for member in members:
        bits |= 1 << list(type(member)).index(member)
    return bits


def from_bits(kind: type[Member], bits: int) -> frozenset[Member]:
    """The members of `kind` in `bits`; raises ValueError for a bit no member has."""
    members = list(kind)
    if bits < 0 or bits >> len(members):
        raise ValueError(f"{bits} holds members that {kind.__name__} does not have")
    return frozenset(member for place, member in enumerate(members) if bits >> place & 1)
