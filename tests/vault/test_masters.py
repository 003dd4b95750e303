"""Reading the master keys."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from notifier.vault import masters

KEYS = [base64.urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 2)]


def test_the_first_key_wraps_and_the_others_still_open(settings: Settings) -> None:
    settings.MASTER_KEYS = f"new:{KEYS[0]}, old:{KEYS[1]}"
    assert masters.current() == ("new", b"\x01" * 32)
    assert masters.by_id("old") == b"\x02" * 32


def test_plain_base64_is_read_as_well(settings: Settings) -> None:
    settings.MASTER_KEYS = "m1:" + base64.b64encode(b"\xff" * 32).decode()
    assert masters.by_id("m1") == b"\xff" * 32


def test_an_unknown_key_is_named_by_its_id(settings: Settings) -> None:
    settings.MASTER_KEYS = f"new:{KEYS[0]}"
    with pytest.raises(masters.UnknownMasterKey, match="old"):
        masters.by_id("old")


@pytest.mark.parametrize("text", ["", "m1", "m1:", "m1:short", f":{KEYS[0]}", f"m1:{KEYS[0]},m2:c2hvcnQ="])
def test_nonsense_says_which_entry_and_never_shows_it(text: str, settings: Settings) -> None:
    settings.MASTER_KEYS = text
    with pytest.raises(ImproperlyConfigured) as caught:
        masters.current()
    assert "entry" in str(caught.value)
    assert KEYS[0] not in str(caught.value)
