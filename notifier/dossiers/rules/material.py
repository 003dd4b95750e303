"""What an evidence file is made of, read from the database once and worked on as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from notifier.dossiers import verify
from notifier.lib.checkpoints import CheckpointText
from notifier.lib.merkle import Span
from notifier.lib.notes import Verifier


@dataclass(frozen=True, slots=True)
class Scope:
    """One case, or of it one notice, whose reference somebody has named."""

    case: UUID
    notice: UUID | None = None
    reference: str = ""

    @property
    def is_whole(self) -> bool:
        return self.notice is None


@dataclass(frozen=True, slots=True)
class Placed:
    """Events in the order of the log: their exact bytes, their places, and the hashes that lead to the root."""

    bodies: tuple[bytes, ...]
    places: tuple[int, ...]
    spans: Mapping[Span, bytes]


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint as handed out, and what it says."""

    text: CheckpointText
    note: bytes


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier root, and the proof that the log has only grown since."""

    size: int
    root: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp (RFC 3161) and the checkpoint's note it is about."""

    size: int
    note: bytes
    token: bytes


@dataclass(frozen=True, slots=True)
class Worded:
    """An approved wording: the bytes its approval hashed, and its masters by channel and variant."""

    number: int
    approved: bytes
    masters: Mapping[tuple[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one attempt sent, and the nonce its commitment was made with: a letter's PDF, what followed DATA, or the
    body of the request to the `provider`.
    """

    attempt: UUID
    number: int
    channel: str
    nonce: bytes = field(repr=False)
    data: bytes = field(repr=False)
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """What a person wrote with an act: the event that commits to it, the nonce of the commitment, the text."""

    event: str
    nonce: bytes = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True)
class Material:
    """Everything a package says. `declared` is what no event proves: names, titles, the receipt of a filing."""

    scope: Scope
    language: str
    made_at: str
    placed: Placed
    checkpoint: Signed
    keys: tuple[Verifier, ...]
    earlier: tuple[Earlier, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    wordings: tuple[Worded, ...] = ()
    sent: tuple[Sent, ...] = ()
    reasons: tuple[Reason, ...] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def events(self) -> list[Any]:
        return [verify.read_canonical(body) for body in self.placed.bodies]

    @cached_property
    def story(self) -> verify.Story:
        """Raises verify.No where the events do not follow from one another."""
        return verify.tell(self.events, is_whole=self.scope.is_whole)
