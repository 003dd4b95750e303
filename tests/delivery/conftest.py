"""Cases with notices due."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.imap import Post, imap_server, own_certificate
from tests.worlds import approved_case


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=3, letters=1, held=1, at=now, by=by)


@pytest.fixture
def mail_case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=3, at=now, by=by)


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Post]:
    """The mailbox for returns, as the settings name it."""
    post = Post()
    context, trusted = own_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with imap_server(post, context) as port:
        settings.BOUNCE_INBOX = {
            "host": "127.0.0.1", "port": port, "user": "retours", "password": "secret", "folder": "INBOX",
            "done": "Notifier",
        }  # fmt: skip
        yield post
