"""What is read of a key."""

import pytest

from notifier.post.sender.dkim import read_key
from tests.post.sender.zones import RSA_2048, ed25519_key, rsa_key

RSA_512 = (
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALCRIZ6X8ZtVADmFFLFgSmwqN16C3/t9WwRu+XRfZ+Ib/D+3gDTsQBQXQNA+xodx6s403sj51qL+"
    "uikQ2EwvvW0CAwEAAQ=="
)


def test_a_key_says_how_long_it_is() -> None:
    key = read_key((f"v=DKIM1; k=rsa; t=s:y; n=a note; p={RSA_2048}",))
    assert (key.fault, key.algorithm, key.bits, key.is_testing, key.is_strict) == ("", "rsa", 2048, True, True)


def test_a_key_without_a_version_counts() -> None:
    assert read_key((f"k=rsa; p={RSA_2048}", "v=spf1 -all")).fault == ""


def test_a_key_too_short_counts_for_nothing() -> None:
    """One of 512 bits, which the library would make no more."""
    short = read_key((f"p={RSA_512}",))
    assert (short.fault, short.bits) == ("weak", 512)
    assert read_key((f"p={rsa_key(1024)}",)).fault == ""


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        ((), "nothing"),
        (("hello",), "unreadable"),
        (("v=DKIM1; k=rsa",), "unreadable"),
        ((f"k=rsa; v=DKIM1; p={RSA_2048}",), "unreadable"),
        (("v=DKIM1; p=",), "revoked"),
        (("v=DKIM1; p=!!!",), "unreadable"),
        ((f"v=DKIM1; k=ed25519; p={RSA_2048}",), "unreadable"),
        ((f"v=DKIM1; k=rsa; p={ed25519_key()}",), "unreadable"),
        ((f"v=DKIM1; k=ed25519; p={ed25519_key()}",), ""),
        ((f"v=DKIM1; h=sha1:sha256; s=email:x; p={RSA_2048}",), ""),
    ],
)
def test_what_is_wrong_is_said(records: tuple[str, ...], fault: str) -> None:
    assert read_key(records).fault == fault
