"""The mailbox for returns, against a real conversation over TLS."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from notifier.delivery.channels.inbox import Inbox, InboxDown, Mailbox
from tests.imap import Post, imap_server, own_certificate
from tests.post.dsns import POSTFIX


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def port(post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    context, trusted = own_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with imap_server(post, context) as port:
        yield port


def box(port: int, **changes: str) -> Mailbox:
    values = {"host": "127.0.0.1", "user": "retours", "password": "secret", "folder": "INBOX", "done": "Notifier"}
    return Mailbox(port=port, **{**values, **changes})


@pytest.mark.parametrize("can_move", [True, False])
def test_what_was_taken_is_moved_away(post: Post, port: int, can_move: bool) -> None:
    post.can_move = can_move
    post.drop(POSTFIX)
    with Inbox(box(port)) as inbox:
        ((uid, data),) = list(inbox.messages())
        assert b"5.1.1" in data
        inbox.put_away(uid)
    assert post.shown() == []
    assert len(post.shown("Notifier")) == 1
    with Inbox(box(port)) as inbox:
        assert list(inbox.messages()) == []


def test_what_is_left_stays_unread_and_is_fetched_once(post: Post, port: int) -> None:
    post.drop(b"Subject: Bonjour\n\nMerci.\n")
    for _reading in range(2):
        with Inbox(box(port)) as inbox:
            for uid, _data in inbox.messages():
                inbox.leave(uid)
    assert [one.flags for one in post.shown()] == [{"NotifierLeft"}]
    assert post.fetched == 1


def test_a_server_without_marks_shows_it_again(post: Post, port: int) -> None:
    post.keeps_marks = False
    uid = str(post.drop(b"Subject: Bonjour\n\nMerci.\n"))
    with Inbox(box(port)) as inbox:
        inbox.leave(uid)
        assert [one for one, _data in inbox.messages()] == [uid]


def test_of_a_long_message_the_beginning_is_enough(post: Post, port: int) -> None:
    post.drop(POSTFIX + b"x" * 400_000)
    with Inbox(box(port)) as inbox:
        ((_uid, data),) = list(inbox.messages())
    assert len(data) == 256 * 1024


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"password": "wrong"}, "inbox_refuses_login"), ({"folder": "Nowhere"}, "inbox_without_folder")],
)
def test_a_mailbox_that_says_no_is_down(port: int, changes: dict[str, str], code: str) -> None:
    with pytest.raises(InboxDown, match=code), Inbox(box(port, **changes)):
        pass


def test_nobody_gets_the_password_whom_nobody_vouches_for(
    post: Post, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", ssl.get_default_verify_paths().openssl_cafile)
    with pytest.raises(InboxDown, match="inbox_unreachable"), Inbox(box(port)):
        pass


def test_a_conversation_that_breaks_off_is_said(post: Post, port: int) -> None:
    post.drop(POSTFIX)
    post.hangs_up_on = "UID FETCH"
    with pytest.raises(InboxDown, match="inbox_lost"), Inbox(box(port)) as inbox:
        list(inbox.messages())


def test_it_never_shows_who_reads(port: int) -> None:
    assert "secret" not in repr(box(port))
    assert "retours" not in repr(box(port))
