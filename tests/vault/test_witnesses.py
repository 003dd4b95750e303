"""Rows to try a restored key on."""

from uuid import uuid4

import pytest

from notifier.vault import witnesses
from notifier.vault.witnesses import Witness, register


def test_every_app_that_keeps_sealed_rows_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witnesses, "_sources", [])
    one, other = (Witness(uuid4(), "patients", uuid4(), b"sealed") for _ in range(2))

    def rows() -> list[Witness]:
        return [one, other]

    register(rows)
    register(rows)
    assert list(witnesses.witnesses()) == [one, other]
    assert "sealed=" not in repr(one)
