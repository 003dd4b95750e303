"""Checkpoints of a log (C2SP tlog-checkpoint v1.0.0): origin, size and root, as the text of a signed note."""

import base64
import binascii
from dataclasses import dataclass

_LINES = 3


class BadCheckpoint(ValueError):
    """The text is not a checkpoint's."""


@dataclass(frozen=True, slots=True)
class CheckpointText:
    """What a checkpoint says: which log, how many leaves, and the 32-byte root over them."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_checkpoint(text: str) -> CheckpointText:
    """The reverse of str(); raises BadCheckpoint. Lines of extensions are passed over, as the format wants."""
    lines = text.split("\n")
    if len(lines) <= _LINES or lines[-1] or not all(lines[:-1]):
        raise BadCheckpoint("a checkpoint has three lines or more")
    origin, size, encoded = lines[:_LINES]
    if not (size.isascii() and size.isdigit()) or str(int(size)) != size:
        raise BadCheckpoint("the size is not a number")
    try:
        root = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise BadCheckpoint("the root is not base64") from None
    if len(root) != 32 or base64.b64encode(root).decode() != encoded:
        raise BadCheckpoint("the root is not a SHA-256 hash")
    return CheckpointText(origin, int(size), root)
