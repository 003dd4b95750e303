"""Lists of tags."""

import pytest

from notifier.post.sender.tags import NoTags, looks_like, read_tags


def test_spaces_and_a_last_semicolon_are_nothing() -> None:
    assert read_tags(" v = DKIM1 ;k=rsa; p=AB CD; ") == {"v": "DKIM1", "k": "rsa", "p": "AB CD"}


@pytest.mark.parametrize("text", ["", "v=DKIM1;;p=x", "v=DKIM1; p", "p=x; p=y", "=x"])
def test_anything_else_is_no_list(text: str) -> None:
    with pytest.raises(NoTags):
        read_tags(text)


def test_a_record_is_known_by_its_version() -> None:
    assert looks_like(" V = dmarc1 ; p=none", "DMARC1")
    assert not looks_like("v=DMARC12; p=none", "DMARC1")
    assert not looks_like("p=none; v=DMARC1", "DMARC1")
