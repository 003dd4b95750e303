"""How often a stranger may ask, and who a stranger behind a proxy is. Values in, values out.

A reference holds 59 bits of chance: at the most this lets through, guessing one of fifteen million takes centuries. The
limits are there so that nobody asks without end; they are by the minute, so that a waiting room, or a thousand people
behind one carrier's address, wait a minute and no longer.
"""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

WINDOW = 60
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Limit:
    """Within one window: `address` for one address; past `crowd` in all, only `few` for each; past `full`, nobody."""

    name: str
    address: int
    crowd: int
    few: int
    full: int


CHECKS = Limit("checks", address=60, crowd=600, few=5, full=3000)
REQUESTS = Limit("requests", address=10, crowd=60, few=2, full=300)


def is_refused(limit: Limit, *, by_address: int, in_all: int) -> bool:
    """Both counts include this asking. Under a flood those who ask once still get through, up to a last ceiling."""
    if in_all > limit.full or by_address > limit.address:
        return True
    return in_all > limit.crowd and by_address > limit.few


def client_address(remote: str, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """Who asks: the connection's own address, or behind a trusted proxy the last one named that is no proxy of ours.
    What stands left of it may be made up.
    """
    address = remote
    for hop in reversed(forwarded.split(",")):
        if not _is_in(address, trusted) or not _is_address(hop):
            break
        address = hop.strip()
    return address


def neighbourhood(address: str) -> str:
    """What is counted as one: an address, or an IPv6 subscriber's /64, of which each has more addresses than anyone."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)


def _is_in(text: str, networks: tuple[Network, ...]) -> bool:
    return _is_address(text) and any(ip_address(text.strip()) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text.strip())
    except ValueError:
        return False
    return True
