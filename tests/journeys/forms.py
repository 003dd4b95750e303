"""Every guise in which a text may lie in a stolen file."""

import base64
import json
import quopri
from collections.abc import Iterable, Iterator
from urllib.parse import quote


def forms(text: str) -> set[bytes]:
    """Plain, in other encodings and cases, escaped, as hexadecimal, inside base64 at each of its three alignments."""
    found: set[bytes] = set()
    for spelt in {text, text.lower(), text.upper()}:
        plain = spelt.encode()
        wide = [spelt.encode(name) for name in ("utf-16-le", "utf-16-be", "utf-32-le")]
        found |= {plain, *wide, plain.hex().encode(), plain.hex().upper().encode(), spelt.encode("latin-1", "ignore")}
        found |= {json.dumps(spelt)[1:-1].encode(), quote(spelt).encode(), quopri.encodestring(plain).rstrip(b"=\n")}
        found |= {piece for raw in (plain, *wide) for piece in _inside_base64(raw)}
    return {form for form in found if len(form) >= 6}


def _inside_base64(raw: bytes) -> Iterator[bytes]:
    """What of its base64 does not depend on its neighbours."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + raw)
        sure = encoded[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        yield sure
        yield sure.translate(bytes.maketrans(b"+/", b"-_"))


def found_in(data: bytes, texts: Iterable[str]) -> list[str]:
    """Which of the texts lie in the data, in whatever guise."""
    return [text for text in texts if any(form in data for form in forms(text))]
