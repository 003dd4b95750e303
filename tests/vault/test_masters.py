"""Reading the master keys."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from notifier.vault import masters

KEYS = [base64.urlsafe_b64encode(bytes(range(n, n + 32))).decode() for n in (1, 2)]


def test_the_first_key_wraps_and_the_others_still_open(settings: Settings) -> None:
    settings.MASTER_KEYS = f"new:{KEYS[0]}, old:{KEYS[1]}"
    assert masters.current() == ("new", bytes(range(1, 33)))
    assert masters.by_id("old") == bytes(range(2, 34))
    assert list(masters.configured()) == ["new", "old"]


def test_plain_base64_is_read_as_well(settings: Settings) -> None:
    settings.MASTER_KEYS = "m1:" + base64.b64encode(bytes(range(224, 256))).decode()
    assert masters.by_id("m1") == bytes(range(224, 256))


def test_an_unknown_key_is_named_by_its_id(settings: Settings) -> None:
    settings.MASTER_KEYS = f"new:{KEYS[0]}"
    with pytest.raises(masters.UnknownMasterKey, match="old"):
        masters.by_id("old")


@pytest.mark.parametrize(
    "text",
    ["", "m1", "m1:", "m1:short", "m1:***", f":{KEYS[0]}", f"m1:{KEYS[0]},m2:c2hvcnQ=", f"m1:{KEYS[0]},m1:{KEYS[1]}"],
)
def test_nonsense_says_which_entry_and_never_shows_it(text: str, settings: Settings) -> None:
    settings.MASTER_KEYS = text
    with pytest.raises(ImproperlyConfigured, match=r"entry \d") as caught:
        masters.current()
    assert KEYS[0] not in str(caught.value)
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize("name", ["clé", "a b", "m/1", "m" * 41])
def test_an_id_can_be_copied_from_paper_and_fits_its_column(name: str, settings: Settings) -> None:
    settings.MASTER_KEYS = f"m1:{KEYS[0]},{name}:{KEYS[1]}"
    with pytest.raises(ImproperlyConfigured, match="entry 2") as caught:
        masters.current()
    assert KEYS[1] not in str(caught.value)


def test_a_fingerprint_names_a_key_and_is_none_of_it() -> None:
    one, other = masters.fingerprint(bytes(32)), masters.fingerprint(bytes([1]) * 32)
    assert (len(one), one == other) == (16, False)
    assert one == masters.fingerprint(bytes(32))
