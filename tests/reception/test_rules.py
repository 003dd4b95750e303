"""How often is too often, and who is asking."""

from ipaddress import ip_network

import pytest

from notifier.reception.rules import Limit, client_address, is_refused, neighbourhood

LIMIT = Limit("x", address=10, crowd=100, few=2, full=500)
PROXIES = (ip_network("127.0.0.0/8"), ip_network("10.0.0.0/8"), ip_network("fc00::/7"))


@pytest.mark.parametrize(
    ("by_address", "in_all", "refused"),
    [
        (1, 1, False),
        (10, 100, False),
        (11, 11, True),
        (2, 101, False),  # Under a flood, who asks once or twice still gets through.
        (3, 101, True),
        (1, 500, False),
        (1, 501, True),
    ],
)
def test_an_address_and_a_crowd_have_their_limits(by_address: int, in_all: int, refused: bool) -> None:
    assert is_refused(LIMIT, by_address=by_address, in_all=in_all) is refused


@pytest.mark.parametrize(
    ("remote", "forwarded", "who"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # No proxy of ours: what it says of others is nothing.
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "9.9.9.9, 198.51.100.1", "198.51.100.1"),  # The first is whatever the asker made up.
        ("127.0.0.1", "198.51.100.1, 10.0.0.5", "198.51.100.1"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("127.0.0.1", "rubbish", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, rubbish", "127.0.0.1"),
        ("10.0.0.1", "192.0.2.1,,", "10.0.0.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_our_proxies_say_who_asks(remote: str, forwarded: str, who: str) -> None:
    assert client_address(remote, forwarded, PROXIES) == who


def test_without_proxies_the_connection_says_it() -> None:
    assert client_address("127.0.0.1", "198.51.100.1", ()) == "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::7", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_an_ipv6_subscriber_is_one(address: str, counted: str) -> None:
    assert neighbourhood(address) == counted
