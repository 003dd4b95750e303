"""Several 32-byte keys in one text, `id:base64` separated by commas, as settings give them."""

import base64
import binascii

_SIZE = 32
# 32 random bytes have some thirty different values; a key of zeros or of one word over and over was never random.
_VARIED = 12


class BadKeyring(ValueError):
    """An entry is not `id:base64 of 32 random bytes`. Says which one, never what it holds: the text is a secret."""

    def __init__(self, entry: int) -> None:
        super().__init__(f"entry {entry} is not id:base64 of 32 random bytes")
        self.entry = entry


def read_keyring(text: str) -> dict[str, bytes]:
    """The keys by id, in their order. Raises BadKeyring, also for an id that comes twice and for a key that is too
    plain."""
    keys: dict[str, bytes] = {}
    for number, part in enumerate(text.split(","), start=1):
        name, _, encoded = part.strip().partition(":")
        try:
            key = base64.urlsafe_b64decode(encoded.replace("+", "-").replace("/", "_"))
        except (binascii.Error, ValueError):
            key = b""
        if not name or name in keys or len(key) != _SIZE or len(set(key)) < _VARIED:
            raise BadKeyring(number)
        keys[name] = key
    return keys
