"""A return address leads back to its notice, and only to it."""

from uuid import uuid4

import pytest

from notifier.post.return_path import notice_of, return_address

KEY, DOMAIN = b"k" * 32, "retours.example.org"


def test_it_leads_back_whatever_case_a_relay_makes_of_it() -> None:
    notice = uuid4()
    address = return_address(notice, DOMAIN, KEY)
    assert notice_of(address, DOMAIN, KEY) == notice
    assert notice_of(address.upper(), DOMAIN, KEY) == notice
    assert len(address.partition("@")[0]) <= 64


def test_one_notice_has_one_address() -> None:
    one, other = uuid4(), uuid4()
    assert return_address(one, DOMAIN, KEY) == return_address(one, DOMAIN, KEY) != return_address(other, DOMAIN, KEY)


def test_nobody_can_make_one_up() -> None:
    notice = uuid4()
    address = return_address(notice, DOMAIN, KEY)
    flipped = address.replace(address[7], "b" if address[7] == "a" else "a", 1)
    assert notice_of(flipped, DOMAIN, KEY) is None
    assert notice_of(address, DOMAIN, b"other" * 8) is None
    assert notice_of(address, "example.net", KEY) is None


@pytest.mark.parametrize("text", ["", "@", "retour-@retours.example.org", "retour-" + "1" * 42 + "@" + DOMAIN, "a@b@c"])
def test_what_is_no_such_address_is_none(text: str) -> None:
    assert notice_of(text, DOMAIN, KEY) is None
