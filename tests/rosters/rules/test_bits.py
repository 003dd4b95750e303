"""Sets as integers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.rosters.choices import CareFlag, Category
from notifier.rosters.rules.bits import from_bits, to_bits


@given(st.sets(st.sampled_from(list(Category))))
def test_what_goes_in_comes_out(members: set[Category]) -> None:
    assert from_bits(Category, to_bits(members)) == members


def test_places_are_those_stored_in_every_database() -> None:
    """Changing these would rewrite what leaked of whom."""
    assert [to_bits([member]) for member in Category] == [1, 2, 4, 8, 16, 32, 64]
    assert to_bits([CareFlag.DECEASED, CareFlag.DO_NOT_POST]) == 0b1000001


@pytest.mark.parametrize("bits", [-1, 128, 1 << 40])
def test_a_bit_nobody_has_is_refused(bits: int) -> None:
    with pytest.raises(ValueError, match="does not have"):
        from_bits(Category, bits)
