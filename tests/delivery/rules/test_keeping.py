"""What is kept of a request makes its bytes again, and is small."""

import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.delivery.rules.keeping import pack, unpack

MESSAGE = (
    b"Subject: =?utf-8?q?Vos_donn=C3=A9es?=\r\n\r\n"
    + b"Bonjour =C3=A9l=C3=A9onore,\r\nvos donn=C3=A9es ont =C3=A9t=C3=A9 vol=C3=A9es.\r\n" * 40
)
TEXT = "Bonjour éléonore,\nvos données ont été volées.\n" * 40
JSON = json.dumps({"subject": "Vos données", "text": TEXT}).encode()
RAW = json.dumps({"Content": {"Raw": {"Data": b64encode(MESSAGE).decode()}}}).encode()


ODD = [b"", b"{}", b"\x00\xff", b64encode(MESSAGE), b"A" * 999, b"QUJD" * 200 + b"QQ=="]


@pytest.mark.parametrize("body", [JSON, RAW, *ODD])
def test_the_very_bytes_come_out(body: bytes) -> None:
    assert unpack(pack(body, MESSAGE), MESSAGE) == body


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_whatever_they_are(body: bytes, message: bytes) -> None:
    assert unpack(pack(body, message), message) == body


@pytest.mark.parametrize("body", [JSON, RAW])
def test_what_the_message_says_is_not_kept_twice(body: bytes) -> None:
    assert len(json.dumps(pack(body, MESSAGE))) < 250 < len(body) / 6


def test_beside_another_message_nothing_comes_out() -> None:
    with pytest.raises(ValueError, match="this message"):
        unpack(pack(JSON, MESSAGE), MESSAGE + b"x")
