import base64

import pytest

from notifier.lib.keyring import BadKeyring, read_keyring

KEY = bytes(range(200, 232))
PLAIN = base64.b64encode(KEY).decode()
URLSAFE = base64.urlsafe_b64encode(KEY).decode()


def test_keys_come_in_their_order_under_their_ids() -> None:
    other = base64.b64encode(bytes(range(32))).decode()
    assert list(read_keyring(f"new:{PLAIN}, old:{other}").items()) == [("new", KEY), ("old", bytes(range(32)))]


def test_both_alphabets_of_base64_are_read() -> None:
    assert PLAIN != URLSAFE
    assert read_keyring(f"a:{PLAIN}") == read_keyring(f"a:{URLSAFE}") == {"a": KEY}


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("", 1),
        (f":{PLAIN}", 1),
        ("a:short", 1),
        (f"a:{PLAIN},b", 2),
        (f"a:{PLAIN},a:{PLAIN}", 2),
        ("a:ééé", 1),
        (f"a:{base64.b64encode(bytes(32)).decode()}", 1),
        (f"a:{PLAIN},b:{base64.b64encode(b'changeme' * 4).decode()}", 2),
    ],
)
def test_a_bad_entry_is_named_by_its_number_only(text: str, entry: int) -> None:
    with pytest.raises(BadKeyring) as refused:
        read_keyring(text)
    assert refused.value.entry == entry
    assert PLAIN not in str(refused.value)
