"""What comes back is read as its writers mean it; all else is no report."""

from datetime import UTC, datetime

import pytest

from notifier.post.dsn import Action, read_return
from tests.post import dsns


@pytest.mark.parametrize(
    ("name", "action", "code"),
    [
        ("POSTFIX", Action.FAILED, "5.1.1"),
        ("POSTFIX_DELAYED", Action.DELAYED, "4.4.1"),
        ("POSTFIX_DELIVERED", Action.DELIVERED, "2.1.5"),
        ("POSTFIX_EXPIRED", Action.FAILED, "4.4.1"),
        ("EXCHANGE", Action.FAILED, "5.1.10"),
        ("EXCHANGE_VAGUE", Action.FAILED, "5.2.2"),
        ("EXCHANGE_SPAM", Action.FAILED, "5.7.1"),
        ("GMAIL", Action.FAILED, "5.1.1"),
        ("GMAIL_FULL", Action.FAILED, "4.2.2"),
        ("ORANGE", Action.FAILED, "550"),
        ("QMAIL", Action.FAILED, "5.1.1"),
        ("EXIM", Action.FAILED, "550"),
        ("WARNED", Action.DELAYED, "4.7.1"),
        ("COMPLAINT", Action.COMPLAINED, ""),
    ],
)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_a_report_is_understood(name: str, action: Action, code: str, ends: bytes) -> None:
    found = read_return(getattr(dsns, name).replace(b"\n", ends))
    assert found is not None
    assert (found.action, found.code, found.message_id) == (action, code, dsns.ORIGINAL)
    assert found.sent_to == ("information@avis.example.org",)
    assert found.said_at == datetime(2026, 3, 4, 10, tzinfo=UTC)
    assert found.own_id.startswith("<")


@pytest.mark.parametrize("name", ["AWAY", "REPLY", "READ", "NOT_SPAM", "SENDMAIL_RELAYED", "GARBAGE"])
def test_other_mail_is_no_report(name: str) -> None:
    assert read_return(getattr(dsns, name)) is None


def test_a_report_cut_short_says_what_it_says() -> None:
    found = read_return(dsns.EOF_IN_REPORT)
    assert found is not None
    assert (found.action, found.code, found.message_id) == (Action.FAILED, "5.1.1", "")


def test_of_several_recipients_the_gravest_word_counts() -> None:
    both = dsns.report("Action: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; b@example.net\nAction: failed\n"
                       "Status: 5.1.1")  # fmt: skip
    found = read_return(both)
    assert found is not None
    assert (found.action, found.code) == (Action.FAILED, "5.1.1")


def test_the_address_it_was_given_back_to_is_found_wherever_it_stands() -> None:
    data = b"Delivered-To: retour-abc@retours.example.org\n" + dsns.POSTFIX
    found = read_return(data)
    assert found is not None
    assert found.sent_to[0] == "retour-abc@retours.example.org"


def test_a_date_that_is_none_is_no_date() -> None:
    found = read_return(dsns.POSTFIX.replace(b"Wed, 04 Mar 2026 11:00:00 +0100\nMessage-ID", b"soon\nMessage-ID"))
    assert found is not None
    assert found.said_at is None


def test_what_is_kept_shows_nobody() -> None:
    assert "canari" not in repr(read_return(dsns.POSTFIX)).lower()


@pytest.mark.parametrize("cut", range(0, len(dsns.POSTFIX), 97))
def test_half_a_message_breaks_nothing(cut: int) -> None:
    found = read_return(dsns.POSTFIX[:cut])
    assert found is None or found.action is Action.FAILED
