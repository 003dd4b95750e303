"""Reasons people give: sealed, and committed to."""

from hashlib import sha256
from uuid import uuid4

import pytest

from notifier.vault.reasons import NotTheReason, check_reason, open_reason, seal_reason, show_reason
from notifier.vault.sealing import CannotOpen, Sealer

ROW = uuid4()
TEXT = "Mme Canari habite à côté du cabinet."


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(uuid4(), bytes(32))


@pytest.mark.parametrize(
    "text", [TEXT, "", "deux\nlignes", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
)
def test_a_reason_opens_again(text: str, sealer: Sealer) -> None:
    given = seal_reason(sealer, "retention", ROW, text)
    assert open_reason(sealer, "retention", ROW, given.sealed) == text
    assert check_reason(sealer, "retention", ROW, given.sealed, commitment=given.commitment) == text


def test_a_reason_is_shown_with_the_number_its_commitment_was_made_with(sealer: Sealer) -> None:
    given = seal_reason(sealer, "retention", ROW, TEXT)
    shown = show_reason(sealer, "retention", ROW, given.sealed)
    assert (shown.text, sha256(shown.nonce + TEXT.encode()).hexdigest()) == (TEXT, given.commitment)
    assert shown.commitment == given.commitment
    assert "Canari" not in repr(shown)
    assert shown.nonce.hex() not in repr(shown)


def test_the_same_reason_twice_gives_two_commitments(sealer: Sealer) -> None:
    one, other = (seal_reason(sealer, "retention", ROW, TEXT) for _ in range(2))
    assert one.commitment != other.commitment
    assert len(one.commitment) == 64


def test_another_text_is_not_what_was_committed_to(sealer: Sealer) -> None:
    given = seal_reason(sealer, "retention", ROW, TEXT)
    later = seal_reason(sealer, "retention", ROW, "Une autre raison.")
    with pytest.raises(NotTheReason):
        check_reason(sealer, "retention", ROW, later.sealed, commitment=given.commitment)


def test_a_reason_belongs_to_its_row(sealer: Sealer) -> None:
    given = seal_reason(sealer, "retention", ROW, TEXT)
    with pytest.raises(CannotOpen):
        open_reason(sealer, "retention", uuid4(), given.sealed)


def test_no_word_of_it_shows(sealer: Sealer) -> None:
    given = seal_reason(sealer, "retention", ROW, TEXT)
    assert "Canari" not in repr(given)
    assert b"Canari" not in given.sealed
