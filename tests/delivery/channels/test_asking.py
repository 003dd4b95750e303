"""Asking for what became of one try needs a provider that can be asked; what it answers is tested with the doubts it
settles (dispatch/test_repeats.py).
"""

import pytest
from pytest_django import Settings

from notifier.delivery.channels.asking import Archive, NotAnswered
from notifier.post.postfix_log import Fate
from tests.delivery.providers import Api, anymail, served


@pytest.mark.parametrize("provider", ["", "brevo", "mailjet", "amazon_ses"])
def test_nobody_else_is_asked(settings: Settings, provider: str) -> None:
    settings.MAIL_PROVIDER, settings.ANYMAIL = provider, {}
    assert Archive.from_settings() is None


def test_who_is_not_there_does_not_answer(settings: Settings) -> None:
    with served(Api()) as port:
        pass
    settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", anymail("postmark", port)
    archive = Archive.from_settings()
    assert archive is not None
    with pytest.raises(NotAnswered, match="connection_lost"):
        archive.record("key")


def test_a_message_without_events_was_taken(settings: Settings) -> None:
    taken = {"MessageID": "m", "Metadata": {"try": "key"}, "ReceivedAt": "nonsense", "MessageEvents": None}
    api = Api(archive=lambda path: (200, {"Messages": [taken]} if "?" in path else taken))
    with served(api) as port:
        settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", anymail("postmark", port)
        archive = Archive.from_settings()
        assert archive is not None
        record = archive.record("key")
        assert record is not None
        assert (record.fate, record.at, record.code) == (Fate.SENT, None, "provider_record")
        assert archive.record("another") is None
        archive.close()
