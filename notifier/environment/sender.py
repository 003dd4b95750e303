"""How the campaign's sender is to be looked up: what the relay is, which keys sign, whom to ask."""

import os
import re
from dataclasses import dataclass
from ipaddress import ip_address

from django.core.exceptions import ImproperlyConfigured

from notifier.environment import number

_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?")
_SERVER = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+|[0-9A-Fa-f:.]{2,}?(?<!:)))(?::(\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class SenderSettings:
    """`relays` are addresses, `includes` the domains whose SPF record names the relay's; `signing` is empty where the
    sender's own domain signs. `server` is the address and port of the name server to ask, None for this machine's own.
    `days` is for how long an answer counts.
    """

    relays: tuple[str, ...]
    includes: tuple[str, ...]
    selectors: tuple[str, ...]
    signing: str
    server: tuple[str, int] | None
    days: int


def sender() -> SenderSettings:
    return SenderSettings(
        relays=_addresses("NOTIFIER_RELAY_ADDRESSES"),
        includes=_names("NOTIFIER_RELAY_SPF", dotted=True),
        selectors=_names("NOTIFIER_DKIM_SELECTORS"),
        signing="".join(_names("NOTIFIER_DKIM_DOMAIN", dotted=True)[:1]),
        server=_server("NOTIFIER_DNS_SERVER"),
        days=number("NOTIFIER_SENDER_CHECK_DAYS", 7),
    )


def _listed(name: str) -> list[str]:
    return [part.strip().rstrip(".").lower() for part in os.environ.get(name, "").split(",") if part.strip()]


def _addresses(name: str) -> tuple[str, ...]:
    try:
        return tuple(str(ip_address(one)) for one in _listed(name))
    except ValueError:
        raise ImproperlyConfigured(f"{name} must list the IP addresses that the relay sends from.") from None


def _names(name: str, *, dotted: bool = False) -> tuple[str, ...]:
    found = tuple(_listed(name))
    if not all(_NAME.fullmatch(one) and len(one) < 200 and ("." in one or not dotted) for one in found):
        raise ImproperlyConfigured(f"{name} must list names as they stand in the DNS, separated by commas.")
    return found


def _server(name: str) -> tuple[str, int] | None:
    """An IPv6 address with a port is written in brackets."""
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    found = _SERVER.fullmatch(text)
    try:
        port = int(found[3] or 53) if found else 0
        if found is None or not 0 < port < 65536:
            raise ValueError
        return str(ip_address(found[1] or found[2])), port
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be the address of a name server, such as 192.0.2.53.") from None
