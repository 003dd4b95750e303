import pytest

from notifier.lib.filekinds import EMAIL, JPEG, PDF, PNG, TEXT, FileKind, file_kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", PDF),
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (b"\xff\xd8\xff\xe0..", JPEG),
        (b"Received: from x\r\nFrom: vendor@example.org\r\n\r\nBonjour", EMAIL),
        ("Le 3 janvier, l’éditeur a écrit…\n".encode(), TEXT),
        (b"Note: he called on Monday", TEXT),
        (b"", None),
        (b"PK\x03\x04", None),
        (b"MZ\x90\x00", None),
        ("é".encode("latin-1"), None),
        (b"text with a \x00 in it", None),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, kind: FileKind | None) -> None:
    assert file_kind(data) == kind
