"""Signed notes (C2SP signed-note v1.0.0) with Ed25519 signatures (RFC 8032): short texts anybody can check offline."""

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_DASH = "— "
# Enough for 128 bits: nobody makes a second key with the same fingerprint.
_FINGERPRINT = 16
_MAX_SIGNATURES = 100


class NoteRefused(ValueError):
    """The note is malformed, or no known key signed it; `code` is `malformed`, `unsigned` or `bad_signature`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadKey(ValueError):
    """A key's text or name is not one."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """Who may have signed: a key name and its 32-byte public key."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public) != 32:
            raise BadKey("not an Ed25519 key with a name")

    @property
    def key_id(self) -> bytes:
        """4 bytes that find the key; they prove nothing."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as others are given it (`vkey`): name, id, key."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"

    @property
    def fingerprint(self) -> str:
        """128 bits of SHA-256 over the public key, in groups of four hexadecimal digits, for people to compare."""
        digits = hashlib.sha256(self.public).digest()[:_FINGERPRINT].hex()
        return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))

    def accepts(self, signature: bytes, text: str) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs under a name; `seed` is the 32-byte private key of RFC 8032."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> bytes:
        """64 bytes over the text as UTF-8."""
        return self._key.sign(text.encode())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def is_key_name(name: str) -> bool:
    """A key name is not empty and holds no space and no plus sign."""
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def read_verifier(text: str) -> Verifier:
    """The reverse of Verifier.text; raises BadKey."""
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise BadKey("the key is not base64") from None
    if key[:1] != _ED25519:
        raise BadKey("not an Ed25519 key")
    verifier = Verifier(name, key[1:])
    if verifier.key_id.hex() != key_id:
        raise BadKey("the key's id does not fit it")
    return verifier


def sign_note(text: str, signers: Sequence[Signer]) -> bytes:
    """The note: the text, which must end with a line break, and one signature line each. Raises NoteRefused."""
    if not _is_text(text) or not text.endswith("\n"):
        raise NoteRefused("malformed")
    lines = []
    for signer in signers:
        blob = signer.verifier.key_id + signer.sign(text)
        lines.append(f"{_DASH}{signer.name} {base64.b64encode(blob).decode()}\n")
    return f"{text}\n{''.join(lines)}".encode()


def open_note(note: bytes, verifiers: Iterable[Verifier]) -> str:
    """The text, once one of the keys is seen to have signed it; signatures of other keys are passed over.

    Raises NoteRefused: `malformed`, `unsigned` when no known key is among the signers, `bad_signature` when one of
    them is and its signature does not hold.
    """
    text, signatures = _parse(note)
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    found = False
    for name, blob in signatures:
        verifier = known.get((name, blob[:4]))
        if verifier is None:
            continue
        if not verifier.accepts(blob[4:], text):
            raise NoteRefused("bad_signature")
        found = True
    if not found:
        raise NoteRefused("unsigned")
    return text


def signer_ids(note: bytes) -> list[tuple[str, bytes]]:
    """Names and key ids of all signatures, unchecked. Raises NoteRefused."""
    return [(name, blob[:4]) for name, blob in _parse(note)[1]]


def _parse(note: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    try:
        whole = note.decode()
    except UnicodeDecodeError:
        raise NoteRefused("malformed") from None
    text, gap, below = whole.rpartition("\n\n")
    if not _is_text(whole) or not gap or not below.endswith("\n"):
        raise NoteRefused("malformed")
    lines = below[:-1].split("\n")
    if len(lines) > _MAX_SIGNATURES:
        raise NoteRefused("malformed")
    return f"{text}\n", [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise NoteRefused("malformed") from None
    # One spelling only: base64 would let the spare bits of its last letter vary.
    is_exact = base64.b64encode(blob).decode() == encoded
    if not line.startswith(_DASH) or not is_key_name(name) or len(blob) <= 4 or not is_exact:
        raise NoteRefused("malformed")
    return name, blob


def _is_text(text: str) -> bool:
    """No control characters but the line break."""
    return not any(letter != "\n" and unicodedata.category(letter) == "Cc" for letter in text)
