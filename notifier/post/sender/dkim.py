"""What the record of a DKIM key says of it (RFC 6376 section 3.6.1, RFC 8301, RFC 8463)."""

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from notifier.post.sender.tags import NoTags, looks_like, read_tags

# RFC 8301 section 3.2: below the first nobody may verify, the second is what a signer should have.
LEAST_BITS, GOOD_BITS = 1024, 2048
_ED25519_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """`fault`: nothing, two, unreadable, revoked, algorithm, hash, service, weak. `bits` of an RSA key."""

    fault: str = ""
    algorithm: str = ""
    bits: int = 0
    is_testing: bool = False
    is_strict: bool = False


def read_key(records: tuple[str, ...]) -> Key:
    """Of the TXT records at a selector's name. What is no key, such as an answer to any name, is passed over."""
    keys = [one for one in records if looks_like(one, "DKIM1") or _has_key(one)]
    if len(keys) != 1:
        return Key("two" if keys else "unreadable" if records else "nothing")
    try:
        tags = read_tags(keys[0])
    except NoTags:
        return Key("unreadable")
    if "p" not in tags or tags.get("v", "DKIM1") != "DKIM1" or ("v" in tags and next(iter(tags)) != "v"):
        return Key("unreadable")
    return _judged(tags)


def _has_key(record: str) -> bool:
    try:
        return "p" in read_tags(record)
    except NoTags:
        return False


def _judged(tags: dict[str, str]) -> Key:
    flags = _listed(tags.get("t", ""))
    known = {"is_testing": "y" in flags, "is_strict": "s" in flags}
    algorithm = tags.get("k", "rsa").lower()
    if not tags["p"]:
        return Key("revoked", algorithm, **known)
    if "h" in tags and "sha256" not in _listed(tags["h"]):
        return Key("hash", algorithm, **known)
    if "s" in tags and not {"*", "email"} & _listed(tags["s"]):
        return Key("service", algorithm, **known)
    try:
        data = base64.b64decode("".join(tags["p"].split()), validate=True)
    except (binascii.Error, ValueError):
        return Key("unreadable", algorithm, **known)
    if algorithm == "ed25519":
        return Key("" if len(data) == _ED25519_BYTES else "unreadable", algorithm, **known)
    if algorithm != "rsa":
        return Key("algorithm", algorithm, **known)
    bits = _rsa_bits(data)
    fault = "unreadable" if not bits else "weak" if bits < LEAST_BITS else ""
    return Key(fault, algorithm, bits, **known)


def _rsa_bits(data: bytes) -> int:
    """How long the key is; 0 where it is none."""
    try:
        key = load_der_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        return 0
    return key.key_size if isinstance(key, RSAPublicKey) else 0


def _listed(text: str) -> set[str]:
    return {one.strip().lower() for one in text.split(":")}
