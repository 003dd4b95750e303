"""An SPF record read into its terms (RFC 7208 sections 4.5, 4.6.1, 5, 6, 7 and 12)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import quote

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class Result(StrEnum):
    """What a check of an address against a domain comes to (section 2.6)."""

    NONE = "none"
    NEUTRAL = "neutral"
    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    SOFTFAIL = "softfail"
    TEMPERROR = "temperror"
    PERMERROR = "permerror"


QUALIFIERS = {"+": Result.PASS, "-": Result.FAIL, "~": Result.SOFTFAIL, "?": Result.NEUTRAL}
# Each of these asks the name servers, and ten of them is the most (section 4.6.4).
ASKING = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})

_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9._-]*)=(.*)", re.DOTALL)
_DIRECTIVE = re.compile(r"([+?~-]?)([A-Za-z][A-Za-z0-9]*)([:/].*)?", re.DOTALL)
_CIDRS = re.compile(r"(?:/(\d{1,2}))?(?://(\d{1,3}))?$")
_MACRO = re.compile(r"%\{([slodiphcrtvSLODIPHCRTV])(\d*)(r?)([.\-+,/_=]*)\}|%([%_-])|(%)", re.IGNORECASE)
_TOP_LABEL = re.compile(r"(?!\d+$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")


class SpfSyntax(ValueError):
    """The record cannot be read; `term` is where."""

    def __init__(self, term: str) -> None:
        super().__init__(term)
        self.term = term


@dataclass(frozen=True, slots=True)
class Term:
    """A directive, with what it comes to where it matches, or a modifier, without. `prefixes` are those of IPv4 and
    IPv6.
    """

    name: str
    text: str
    value: str = ""
    result: Result | None = None
    prefixes: tuple[int, int] = (32, 128)
    network: Network | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked about, for macros (section 7.2)."""

    address: Address | None
    sender: str
    helo: str = "unknown"


def is_spf(record: str) -> bool:
    """Section 4.5: the version is followed by a space, or by nothing."""
    return record.lower() == "v=spf1" or record.lower().startswith("v=spf1 ")


def read_terms(record: str) -> tuple[Term, ...]:
    """All terms, or SpfSyntax: an error anywhere spoils the whole record (section 4.6)."""
    texts = record.split(" ")[1:]
    terms = tuple(_term(text) for text in texts if text)
    for name in ("redirect", "exp"):
        if sum(term.name == name for term in terms) > 1:
            raise SpfSyntax(name)
    return terms


def _term(text: str) -> Term:
    if not text.isascii() or not text.isprintable():
        raise SpfSyntax(text)
    if modifier := _MODIFIER.fullmatch(text):
        name, value = modifier[1].lower(), modifier[2]
        if name == "redirect" or name == "exp":
            _check_domain(value, text)
        else:
            _check_macros(value, text)
        return Term(name, text, value)
    directive = _DIRECTIVE.fullmatch(text)
    if directive is None:
        raise SpfSyntax(text)
    result, name, rest = QUALIFIERS[directive[1] or "+"], directive[2].lower(), directive[3] or ""
    if name == "all" and not rest:
        return Term(name, text, result=result)
    if name in {"ip4", "ip6"} and rest.startswith(":"):
        return Term(name, text, result=result, network=_network(name, rest[1:], text))
    if name in {"a", "mx"}:
        value, prefixes = _cidrs(rest, text)
        return Term(name, text, _optional_domain(value, text), result, prefixes)
    if name == "ptr":
        return Term(name, text, _optional_domain(rest, text), result)
    if name in {"include", "exists"} and rest.startswith(":"):
        _check_domain(rest[1:], text)
        return Term(name, text, rest[1:], result)
    raise SpfSyntax(text)


def _network(name: str, value: str, text: str) -> Network:
    address, slash, length = value.partition("/")
    most = 32 if name == "ip4" else 128
    if slash and not _is_prefix(length, most):
        raise SpfSyntax(text)
    try:
        bits = int(length) if slash else most
        if name == "ip4":
            return IPv4Network((IPv4Address(address), bits), strict=False)
        if "%" in address:
            raise SpfSyntax(text)
        return IPv6Network((IPv6Address(address), bits), strict=False)
    except AddressValueError:
        raise SpfSyntax(text) from None


def _is_prefix(text: str, most: int) -> bool:
    return text.isdigit() and str(int(text)) == text and int(text) <= most


def _cidrs(rest: str, text: str) -> tuple[str, tuple[int, int]]:
    """A domain, and the lengths after it."""
    found = _CIDRS.search(rest)
    four, six = (found[1], found[2]) if found else (None, None)
    if (four and not _is_prefix(four, 32)) or (six and not _is_prefix(six, 128)):
        raise SpfSyntax(text)
    domain = rest[: found.start()] if found else rest
    return domain, (int(four or 32), int(six or 128))


def _optional_domain(rest: str, text: str) -> str:
    if not rest:
        return ""
    if not rest.startswith(":"):
        raise SpfSyntax(text)
    _check_domain(rest[1:], text)
    return rest[1:]


def _check_domain(value: str, text: str) -> None:
    """It ends in a label that may be a last one, or in a macro (section 7.1)."""
    _check_macros(value, text)
    if not value:
        raise SpfSyntax(text)
    if value.endswith("}") and _MACRO.search(value):
        return
    head, dot, last = value.rstrip(".").rpartition(".") if not value.endswith("..") else ("", "", "")
    if not dot or not head or not _TOP_LABEL.fullmatch(last):
        raise SpfSyntax(text)


def _check_macros(value: str, text: str) -> None:
    for found in _MACRO.finditer(value):
        is_loose = found[6] is not None
        # c, r and t stand in explanations alone (section 7.2), which nobody here reads.
        if is_loose or (found[1] or "s").lower() in "crt" or (found[2] and int(found[2]) == 0):
            raise SpfSyntax(text)


def expand(value: str, domain: str, asking: Asking) -> str:
    """The macros filled in; what is too long loses labels at its left (section 7.3)."""
    filled = _MACRO.sub(lambda found: _fill(found, domain, asking), value).rstrip(".")
    while len(filled) > 253 and "." in filled:
        filled = filled.partition(".")[2]
    return filled


def _fill(found: re.Match[str], domain: str, asking: Asking) -> str:
    if found[5]:
        return {"%": "%", "_": " ", "-": "%20"}[found[5]]
    letter = found[1]
    parts = re.split("[" + re.escape(found[4] or ".") + "]", _macro(letter.lower(), domain, asking))
    if found[3]:
        parts.reverse()
    if found[2]:
        parts = parts[-int(found[2]) :]
    filled = ".".join(parts)
    return quote(filled, safe="-._~") if letter.isupper() else filled


def _macro(letter: str, domain: str, asking: Asking) -> str:
    local, _at, of = asking.sender.rpartition("@")
    address = asking.address or IPv4Address(0)
    dotted = str(address) if address.version == 4 else ".".join(address.exploded.replace(":", ""))
    return {
        "s": f"{local or 'postmaster'}@{of}",
        "l": local or "postmaster",
        "o": of,
        "d": domain,
        "i": dotted,
        # Whoever asks for a name by address is told that there is none: it is slow, and nobody should (section 7.3).
        "p": "unknown",
        "v": "in-addr" if address.version == 4 else "ip6",
        "h": asking.helo,
    }[letter]
