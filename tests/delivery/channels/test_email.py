"""Every way a conversation with a mail server can end, over a real socket."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.face import ChannelDown, Delivered, Prepared
from notifier.delivery.choices import Outcome
from tests.smtp import DROP, SLOW, Script, smtp_server

MESSAGE = Prepared(data=b"Subject: x\r\n\r\nfirst\r\n.dot\r\nlast\r\n", fields={}, to="a@example.org")
LOST = Delivered(Outcome.DEFERRED, "connection_lost", stop=True)
SPARED = Delivered(Outcome.DEFERRED, "451", stop=True, spares=True)
IN_DOUBT = Delivered(Outcome.UNKNOWN, "connection_lost", stop=True)


def relay(port: int) -> Relay:
    return Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def channel(script: Script) -> Iterator[EmailChannel]:
    with smtp_server(script) as port:
        channel = EmailChannel(relay(port), "sender@example.org")
        yield channel
        channel.close()


def test_an_accepted_message_arrives_byte_for_byte(channel: EmailChannel, script: Script) -> None:
    channel.open()
    assert channel.send(MESSAGE) == Delivered(Outcome.ACCEPTED, "250")
    assert script.messages == [MESSAGE.data.replace(b"\r\n.", b"\r\n..")]
    assert script.recipients == ["<a@example.org>"]


@pytest.mark.parametrize(
    ("answers", "ending"),
    [
        ({"RCPT": "550 no such user"}, Delivered(Outcome.REFUSED, "550")),
        ({"RCPT": "450 greylisted"}, Delivered(Outcome.DEFERRED, "450")),
        ({"RCPT": "421 closing"}, Delivered(Outcome.DEFERRED, "421", stop=True)),
        ({"RCPT": DROP}, LOST),
        ({"DATA": "554 no"}, Delivered(Outcome.REFUSED, "554")),
        ({"DATA": "451 later"}, Delivered(Outcome.DEFERRED, "451")),
        ({"DATA": DROP}, LOST),
        ({".": "554 spam"}, Delivered(Outcome.REFUSED, "554")),
        ({".": "452 full"}, Delivered(Outcome.DEFERRED, "452")),
        ({".": DROP}, IN_DOUBT),
        ({".": "what"}, Delivered(Outcome.UNKNOWN, "no_answer", stop=True)),
    ],
)
def test_each_answer_has_its_meaning(
    channel: EmailChannel, script: Script, answers: dict[str, str], ending: Delivered
) -> None:
    channel.open()
    script.answers.update(answers)
    assert channel.send(MESSAGE) == ending


@pytest.fixture
def pipelining(channel: EmailChannel, script: Script) -> EmailChannel:
    script.answers["EHLO"] = "250-relay\r\n250 PIPELINING"
    channel.open()
    return channel


@pytest.mark.parametrize(
    ("answers", "ending"),
    [
        ({}, Delivered(Outcome.ACCEPTED, "250")),
        ({"MAIL": "451 not now", "RCPT": "503 no", "DATA": "503 no"}, SPARED),
        ({"MAIL": "421 closing", "RCPT": DROP}, replace(SPARED, code="421")),
        ({"RCPT": "550 no such user", "DATA": "554 nobody"}, Delivered(Outcome.REFUSED, "550")),
        ({"RCPT": "450 greylisted", "DATA": "503 nobody"}, Delivered(Outcome.DEFERRED, "450")),
        ({"RCPT": "421 closing", "DATA": DROP}, Delivered(Outcome.DEFERRED, "421", stop=True)),
        ({"RCPT": DROP}, LOST),
        ({"DATA": "451 later"}, Delivered(Outcome.DEFERRED, "451")),
        ({"DATA": DROP}, LOST),
        ({".": "554 spam"}, Delivered(Outcome.REFUSED, "554")),
        ({".": DROP}, IN_DOUBT),
    ],
)
def test_said_at_once_each_answer_means_the_same(
    pipelining: EmailChannel, script: Script, answers: dict[str, str], ending: Delivered
) -> None:
    script.answers.update(answers)
    assert pipelining.send(MESSAGE) == ending


def test_said_at_once_a_refusal_disturbs_nobody_after_it(pipelining: EmailChannel, script: Script) -> None:
    script.answers |= {"RCPT": "550 no such user", "DATA": "503 nobody"}
    pipelining.send(MESSAGE)
    del script.answers["RCPT"], script.answers["DATA"]
    assert pipelining.send(MESSAGE) == Delivered(Outcome.ACCEPTED, "250")
    assert (len(script.messages), script.connections) == (1, 1)


def test_a_relay_that_waits_for_a_message_to_nobody_gets_none(pipelining: EmailChannel, script: Script) -> None:
    """It refused the recipient and took DATA all the same: whatever came next would be a message."""
    script.answers["RCPT"] = "550 no such user"
    assert pipelining.send(MESSAGE) == Delivered(Outcome.REFUSED, "550", stop=True)
    assert script.messages == []
    del script.answers["RCPT"]
    pipelining.open()
    assert pipelining.send(MESSAGE).outcome is Outcome.ACCEPTED
    assert script.connections == 2


def test_an_address_that_needs_quoting_is_said_alone(pipelining: EmailChannel, script: Script) -> None:
    pipelining.send(replace(MESSAGE, to='"a b"@example.org'))
    assert script.recipients == ['<"a b"@example.org>']


def test_a_slow_relay_before_the_message_costs_a_try_and_after_it_is_doubt(script: Script) -> None:
    for answers, ending in (({"RCPT": SLOW}, LOST), ({".": SLOW}, IN_DOUBT)):
        with smtp_server(script) as port:
            channel = EmailChannel(replace(relay(port), timeout=0.3), "sender@example.org")
            channel.open()
            script.answers = answers
            assert channel.send(MESSAGE) == ending
            script.answers = {}
            channel.close()


def test_a_relay_that_refuses_the_password_is_down(script: Script) -> None:
    script.answers |= {"EHLO": "250-relay\r\n250 AUTH PLAIN", "AUTH": "535 wrong password"}
    with smtp_server(script) as port, pytest.raises(ChannelDown) as down:
        EmailChannel(replace(relay(port), user="user", password="secret"), "sender@example.org").open()
    assert down.value.code == "relay_refuses_login"


def test_a_relay_that_cannot_encrypt_gets_neither_password_nor_message(script: Script) -> None:
    with smtp_server(script) as port, pytest.raises(ChannelDown) as down:
        EmailChannel(replace(relay(port), user="user", password="secret", tls=True), "sender@example.org").open()
    assert down.value.code == "relay_unreachable"
    assert script.recipients == []


def test_one_connection_serves_many_messages_and_a_refusal_between(channel: EmailChannel, script: Script) -> None:
    channel.open()
    script.answers["RCPT"] = "550 no such user"
    refused = channel.send(MESSAGE)
    del script.answers["RCPT"]
    channel.open()
    accepted = channel.send(MESSAGE)
    assert (refused.outcome, accepted.outcome, script.connections) == (Outcome.REFUSED, Outcome.ACCEPTED, 1)


def test_a_lost_connection_is_opened_again(channel: EmailChannel, script: Script) -> None:
    channel.open()
    script.answers["."] = DROP
    channel.send(MESSAGE)
    del script.answers["."]
    channel.open()
    assert channel.send(MESSAGE).outcome is Outcome.ACCEPTED
    assert script.connections == 2


def test_a_message_is_never_sent_over_a_closed_connection(channel: EmailChannel) -> None:
    assert channel.send(MESSAGE) == LOST


def test_a_relay_that_does_not_answer_is_down() -> None:
    with smtp_server(Script()) as port:
        pass
    with pytest.raises(ChannelDown) as down:
        EmailChannel(relay(port), "sender@example.org").open()
    assert down.value.code == "relay_unreachable"


def test_a_relay_that_turns_us_away_is_down() -> None:
    with smtp_server(Script(answers={"CONNECT": "554 not you"})) as port, pytest.raises(ChannelDown) as down:
        EmailChannel(relay(port), "sender@example.org").open()
    assert down.value.code == "relay_unreachable"


def test_a_relay_never_shows_its_password() -> None:
    assert "secret" not in repr(Relay("127.0.0.1", 25, "user", "secret", tls=True, ssl=False, timeout=5))


@pytest.fixture
def strangers_certificate(tmp_path: Path) -> ssl.SSLContext:
    """What anybody on the way could make: the right name, signed by nobody we trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "relay.pem"
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    file.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_an_encrypted_relay_nobody_vouches_for_gets_no_password(strangers_certificate: ssl.SSLContext) -> None:
    script = Script(tls=strangers_certificate)
    with smtp_server(script) as port:
        encrypted = Relay("127.0.0.1", port, user="user", password="secret", tls=False, ssl=True, timeout=5)
        with pytest.raises(ChannelDown) as down:
            EmailChannel(encrypted, "sender@example.org").open()
    assert down.value.code == "relay_unreachable"
    assert script.connections == 0


@pytest.mark.parametrize("answer", ["550 sender unknown", "451 not now"])
def test_a_sender_nobody_takes_closes_the_channel_before_anything_is_claimed(
    answer: str, channel: EmailChannel, script: Script
) -> None:
    script.answers["MAIL"] = answer
    with pytest.raises(ChannelDown, match="relay_refuses_sender"):
        channel.open()


def test_a_relay_that_hangs_up_on_the_sender_is_unreachable(channel: EmailChannel, script: Script) -> None:
    script.answers["MAIL"] = DROP
    with pytest.raises(ChannelDown, match="relay_unreachable"):
        channel.open()


def test_a_sender_refused_in_the_middle_of_a_batch_costs_the_notice_no_try(
    channel: EmailChannel, script: Script
) -> None:
    channel.open()
    script.answers["MAIL"] = "550 sender unknown"
    assert channel.send(MESSAGE) == Delivered(Outcome.DEFERRED, "550", stop=True, spares=True)
