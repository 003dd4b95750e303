from dataclasses import replace
from email import message_from_bytes
from email.policy import default as mail_policy

import pytest

from notifier.lib.document import Document, Paragraph
from notifier.post.master import make_master
from notifier.post.stamp import stamp
from tests.lib.samples import DOCUMENT
from tests.post.samples import ENVELOPE, FIELDS, LABELS


def test_equal_arguments_give_equal_bytes() -> None:
    assert make_master(DOCUMENT, ENVELOPE, LABELS) == make_master(DOCUMENT, ENVELOPE, LABELS)


def test_the_headers_are_those_of_an_automatic_message_that_offers_paper() -> None:
    message = message_from_bytes(stamp(make_master(DOCUMENT, ENVELOPE, LABELS), FIELDS), policy=mail_policy)
    assert str(message["From"]) == "Information importante <information@avis.example.org>"
    assert str(message["Reply-To"]) == "cabinet@example.org"
    assert str(message["Subject"]) == DOCUMENT.subject
    assert str(message["Auto-Submitted"]) == "auto-generated"
    assert str(message["List-Unsubscribe"]) == "<mailto:papier@avis.example.org?subject=7K3M-9QXT-2W4F-H>"
    assert str(message["Message-ID"]) == FIELDS.message_id
    assert message["To"].addresses[0].addr_spec == FIELDS.to_address
    assert message["Date"].datetime == FIELDS.at


def test_it_has_no_line_a_relay_could_break() -> None:
    lines = stamp(make_master(DOCUMENT, ENVELOPE, LABELS), FIELDS).split(b"\r\n")
    assert max(map(len, lines)) <= 98
    assert b"".join(lines).isascii()
    assert b"\n" not in b"".join(lines)


def test_a_text_that_could_pass_for_a_token_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        make_master(Document("fr", "x", (Paragraph("~notifier-to~"),)), ENVELOPE, LABELS)


@pytest.mark.parametrize(
    "change",
    [
        {"reply_to": "a@example.org\r\nBcc: b@example.org"},
        {"reply_to": "a@example.org, b@example.org"},
        {"reply_to": "é@example.org"},
        {"reply_to": "~notifier-to~@example.org"},
        {"sender": "a@example.org\nBcc: b@example.org"},
        {"unsubscribe": "a@example.org>, <https://example.org"},
        {"sender_name": "Avis\nBcc: b@example.org"},
    ],
)
def test_an_envelope_that_would_add_a_header_or_a_reader_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"envelope|sender"):
        make_master(DOCUMENT, replace(ENVELOPE, **change), LABELS)


def test_a_subject_of_two_lines_adds_no_header() -> None:
    message = message_from_bytes(stamp(make_master(replace(DOCUMENT, subject="a\nBcc: b@x"), ENVELOPE, LABELS), FIELDS))
    assert message["Bcc"] is None
