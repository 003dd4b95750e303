"""Masters as text."""

import pytest

from notifier.breaches.models import Case
from notifier.dossiers.rendering.texts import letter_text, message_text
from notifier.notices.models import Master

pytestmark = pytest.mark.django_db


def test_letter_and_message_say_the_same_and_no_field_is_left(case: Case) -> None:
    letter = letter_text(bytes(Master.objects.filter(channel="letter")[0].data))
    message = message_text(bytes(Master.objects.filter(channel="email")[0].data))
    for text in (letter, message):
        assert "<h1>Vos données personnelles ont été volées" in text
        assert "Des escrocs peuvent vous appeler" in text
        assert "~notifier" not in text
        assert "<!--" not in text


def test_what_looks_like_html_in_a_message_stays_text() -> None:
    raw = (
        b"Subject: =?utf-8?q?Fuite_=3Cb=3E?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n<script>\r\n\r\nFin\r\n"
    )
    assert message_text(raw) == "<h1>Fuite &lt;b&gt;</h1><p>&lt;script&gt;</p><p>Fin</p>"
