"""Free text a person gives, a reason: sealed in its app's row, and a commitment to it for the event.

The event carries no text, only SHA-256(nonce || text). With the sealed nonce one can show years later that this text
was the one given; without it nobody can test a guess against the log.
"""

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from notifier.vault.sealing import Sealer

NONCE = 32


class NotTheReason(ValueError):
    """The sealed text is not the one the event committed to."""


@dataclass(frozen=True, slots=True)
class SealedReason:
    """`sealed` goes into the row, `commitment` (hex) into the event."""

    sealed: bytes = field(repr=False)
    commitment: str


@dataclass(frozen=True, slots=True)
class OpenedReason:
    """The text with the nonce of its commitment: who holds both can check them against the event."""

    nonce: bytes = field(repr=False)
    text: str = field(repr=False)

    @property
    def commitment(self) -> str:
        return _commitment(self.nonce, self.text)


def seal_reason(sealer: Sealer, table: str, row: UUID, text: str) -> SealedReason:
    """Seal the text for this row with a fresh nonce."""
    nonce = os.urandom(NONCE)
    plain = json.dumps({"nonce": nonce.hex(), "text": text}, ensure_ascii=False).encode()
    return SealedReason(sealer.seal(table, row, plain), _commitment(nonce, text))


def open_reason(sealer: Sealer, table: str, row: UUID, sealed: bytes) -> str:
    """The text; raises CannotOpen where the seal does not hold."""
    return show_reason(sealer, table, row, sealed).text


def show_reason(sealer: Sealer, table: str, row: UUID, sealed: bytes) -> OpenedReason:
    """The text and its nonce, to be handed over; raises CannotOpen where the seal does not hold."""
    plain = json.loads(sealer.open(table, row, sealed))
    return OpenedReason(bytes.fromhex(plain["nonce"]), plain["text"])


def check_reason(sealer: Sealer, table: str, row: UUID, sealed: bytes, *, commitment: str) -> str:
    """The text, where it is the one the event committed to. Raises NotTheReason, CannotOpen."""
    opened = show_reason(sealer, table, row, sealed)
    if opened.commitment != commitment:
        raise NotTheReason(f"{table} {row}: another text than the log tells of")
    return opened.text


def _commitment(nonce: bytes, text: str) -> str:
    return sha256(nonce + text.encode()).hexdigest()
