"""Sealing one value, and comparing two without opening them.

A sealed blob is `version (1 byte) | nonce (12) | AES-256-GCM ciphertext and tag`. Its associated data names the
scope, the table and the row, so a blob copied to another row does not open. Random 96-bit nonces are safe for
about 2**32 blobs under one key; a case stays far below.
"""

import hmac
import os
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
NONCE = 12
INDEX = 16


class CannotOpen(ValueError):
    """The blob is not of this row, was changed, or the key is another. It holds nothing of the content."""


class Sealer:
    """Seals, opens and indexes the values of one scope. Holds its keys; keep it no longer than the work."""

    __slots__ = ("_cipher", "_index_key", "_scope")

    def __init__(self, scope: UUID, data_key: bytes) -> None:
        self._scope = scope
        self._cipher = AESGCM(_derive(data_key, b"seal"))
        self._index_key = _derive(data_key, b"index")

    def __repr__(self) -> str:
        return f"<Sealer of {self._scope}>"

    def seal(self, table: str, row: UUID, plain: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return VERSION + nonce + self._cipher.encrypt(nonce, plain, self._bind(table, row))

    def open(self, table: str, row: UUID, blob: bytes) -> bytes:
        """The content; raises CannotOpen, never answers with anything else."""
        blob = bytes(blob)
        if blob[:1] != VERSION:
            raise CannotOpen(f"{table} {row}: unknown seal version")
        try:
            return self._cipher.decrypt(blob[1 : 1 + NONCE], blob[1 + NONCE :], self._bind(table, row))
        except InvalidTag:
            raise CannotOpen(f"{table} {row}: the seal does not hold") from None

    def blind_index(self, topic: str, text: str) -> bytes:
        """16 bytes equal for equal normalised texts of one topic inside this scope, and for nobody else."""
        message = topic.encode() + b"\0" + text.encode()
        return hmac.new(self._index_key, message, sha256).digest()[:INDEX]

    def _bind(self, table: str, row: UUID) -> bytes:
        return b"notifier\0" + self._scope.bytes + table.encode() + b"\0" + row.bytes


def _derive(data_key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"notifier/v1/" + purpose).derive(data_key)
