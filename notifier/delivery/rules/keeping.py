"""What is kept of a request to a provider: its very bytes, small.

They are not made again, for that would lay them out anew with whatever libraries there are then. Nearly all of a
request is the message in other clothes; what is kept says the rest, and the message is stamped again from its master.
"""

import json
import quopri
import re
import zlib
from base64 import b64decode, b64encode

# A message inside a request, as Amazon SES wants it.
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{400,}={0,2}")


def pack(body: bytes, message: bytes) -> dict[str, str]:
    """`body` as text that is sealed with the attempt, given the message it carries."""
    head, inner, tail = _cut(body)
    kept = {"head": head, "inner": inner, "tail": tail} if inner else {"whole": body}
    return {name: _packed(piece, _known(name, message)) for name, piece in kept.items()}


def unpack(kept: dict[str, str], message: bytes) -> bytes:
    """The bytes again; ValueError where they were packed beside another message, or something else is kept."""
    try:
        pieces = {name: _unpacked(text, _known(name, message)) for name, text in kept.items()}
    except zlib.error:
        raise ValueError("not packed beside this message") from None
    if "whole" in pieces:
        return pieces["whole"]
    return pieces["head"] + b64encode(pieces["inner"]) + pieces["tail"]


def _cut(body: bytes) -> tuple[bytes, bytes, bytes]:
    """Before, inside and after the one long base64 text in it; nothing inside where there is none."""
    found = _BASE64.search(body)
    if found is None or len(found[0]) % 4:
        return body, b"", b""
    inner = b64decode(found[0])
    # Only what comes out again as it was.
    return (body[: found.start()], inner, body[found.end() :]) if b64encode(inner) == found[0] else (body, b"", b"")


def _known(name: str, message: bytes) -> bytes:
    """What compression may point to. A request holds the texts decoded and escaped, or the message as it is."""
    if name == "inner":
        return message
    return json.dumps(quopri.decodestring(message).decode("utf-8", "replace").replace("\r\n", "\n")).encode()


def _packed(piece: bytes, known: bytes) -> str:
    press = zlib.compressobj(9, zdict=known)
    return b64encode(press.compress(piece) + press.flush()).decode("ascii")


def _unpacked(text: str, known: bytes) -> bytes:
    press = zlib.decompressobj(zdict=known)
    return press.decompress(b64decode(text)) + press.flush()
