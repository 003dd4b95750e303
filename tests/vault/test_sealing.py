from uuid import UUID, uuid4

import pytest

from notifier.vault.sealing import CannotOpen, Sealer

SCOPE, ROW = uuid4(), uuid4()


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(SCOPE, bytes(32))


def test_what_was_sealed_opens(sealer: Sealer) -> None:
    assert sealer.open("patient", ROW, sealer.seal("patient", ROW, b"Zo\xc3\xab")) == b"Zo\xc3\xab"


def test_sealing_twice_gives_different_blobs(sealer: Sealer) -> None:
    assert sealer.seal("patient", ROW, b"x") != sealer.seal("patient", ROW, b"x")


@pytest.mark.parametrize(("table", "row"), [("attempt", ROW), ("patient", uuid4())])
def test_a_blob_moved_elsewhere_does_not_open(sealer: Sealer, table: str, row: UUID) -> None:
    blob = sealer.seal("patient", ROW, b"x")
    with pytest.raises(CannotOpen):
        sealer.open(table, row, blob)


def test_another_case_cannot_open_it(sealer: Sealer) -> None:
    blob = sealer.seal("patient", ROW, b"x")
    with pytest.raises(CannotOpen):
        Sealer(uuid4(), bytes(32)).open("patient", ROW, blob)


def test_every_changed_byte_is_noticed(sealer: Sealer) -> None:
    blob = sealer.seal("patient", ROW, b"x")
    for place in range(len(blob)):
        changed = bytes(byte ^ (1 if at == place else 0) for at, byte in enumerate(blob))
        with pytest.raises(CannotOpen):
            sealer.open("patient", ROW, changed)


def test_indexes_are_equal_for_equal_texts_of_one_topic_only(sealer: Sealer) -> None:
    one = sealer.blind_index("email", "a@example.org")
    assert one == sealer.blind_index("email", "a@example.org")
    assert len({one, sealer.blind_index("person", "a@example.org"), sealer.blind_index("email", "b@example.org")}) == 3


def test_another_key_gives_another_index(sealer: Sealer) -> None:
    other = Sealer(SCOPE, bytes([1]) * 32)
    assert sealer.blind_index("email", "a@example.org") != other.blind_index("email", "a@example.org")


def test_a_sealer_shows_no_key(sealer: Sealer) -> None:
    assert repr(sealer) == f"<Sealer of {SCOPE}>"
