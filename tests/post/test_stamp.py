from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as mail_policy
from html import unescape
from typing import cast

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import given
from hypothesis import strategies as st

from notifier.post.body import Slots, html_body, text_body
from notifier.post.master import make_master
from notifier.post.stamp import Fields, UnsafeField, stamp
from tests.lib.samples import DOCUMENT
from tests.post.samples import ENVELOPE, FIELDS, LABELS

MASTER = make_master(DOCUMENT, ENVELOPE, LABELS)


def read(fields: Fields) -> tuple[EmailMessage, str, str]:
    message = cast(EmailMessage, message_from_bytes(stamp(MASTER, fields), policy=mail_policy))
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return message, text.get_content(), html.get_content()


@pytest.mark.parametrize(
    "name",
    [
        "Mme Élodie d’Œuvrard-Lévy",
        "M. Patrick O'Connor & <b>Fils</b>",
        "Κωνσταντίνα Παπαδοπούλου",
        "Mme " + "Marie-Thérèse " * 9,
        "~notifier-to~",
        "=C3=A9",
        ".",
        "From nowhere",
    ],
)
def test_a_name_comes_back_as_it_is_in_both_bodies(name: str) -> None:
    _, text, html = read(replace(FIELDS, name=name))
    assert name.strip() in text
    assert name.strip() in unescape(html)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(str.strip))
def test_any_printable_name_survives(name: str) -> None:
    _, text, _ = read(replace(FIELDS, name=name))
    assert f"\r\n{name}\r\n" in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("to_address", "a@example.org\r\nBcc: b@example.org"),
        ("to_address", "a@example.org, b@example.org"),
        ("to_address", "zoë@example.org"),
        ("to_address", ""),
        ("name", "Élodie\r\n\r\n--boundary"),
        ("name", "Élodie\N{LINE SEPARATOR}"),
        ("name", " "),
        ("reference", "7K3M\nX"),
        ("message_id", "<a@b>\r\nX: y"),
        ("date_words", "5 mars\x00"),
    ],
)
def test_what_could_break_out_of_its_field_is_refused_without_being_shown(field: str, value: str) -> None:
    with pytest.raises(UnsafeField) as refused:
        stamp(MASTER, replace(FIELDS, **{field: value}))
    assert str(refused.value) == field


def test_its_content_equals_what_djangos_own_message_holds() -> None:
    slots = Slots(
        attention=(LABELS.attention, FIELDS.name),
        reference=(LABELS.reference, FIELDS.reference),
        date=(LABELS.date, FIELDS.date_words),
    )
    django = EmailMultiAlternatives(DOCUMENT.subject, text_body(DOCUMENT, slots), to=[FIELDS.to_address])
    django.attach_alternative(html_body(DOCUMENT, slots), "text/html")
    theirs = cast(EmailMessage, message_from_bytes(django.message().as_bytes(), policy=mail_policy))
    message, text, html = read(FIELDS)
    assert str(message["Subject"]) == str(theirs["Subject"]).strip()
    for kind, ours in (("plain", text), ("html", html)):
        body = theirs.get_body((kind,))
        assert body is not None
        assert ours.split() == body.get_content().split()


def test_the_fields_never_show_themselves() -> None:
    assert "Élodie" not in repr(FIELDS)
    assert "elodie" not in repr(FIELDS)
