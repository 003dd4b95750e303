"""One variable at a time; that nonsense stops every program is tried in test_settings.py."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from notifier import environment


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", True), (" YES ", True), ("on", True), ("0", False), ("False", False), ("", False), ("default", False)],
)
def test_a_flag_is_written_in_several_ways(text: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_FLAG", text)
    assert environment.flag("X_FLAG") is expected


def test_a_number_that_is_not_given_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("X_NUMBER", raising=False)
    assert environment.number("X_NUMBER", 7) == 7


@pytest.mark.parametrize(("text", "expected"), [("", None), ("0", 0), (" 30 ", 30)])
def test_days_may_be_nought_or_unsaid(text: str, expected: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_DAYS", text)
    assert environment.days("X_DAYS") == expected


@pytest.mark.parametrize("text", ["-1", "un mois", "1.5", "10000"])
def test_days_are_a_whole_number(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_DAYS", text)
    with pytest.raises(ImproperlyConfigured, match="whole number of days"):
        environment.days("X_DAYS")


def test_a_secret_file_that_cannot_be_read_is_named_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOTIFIER_SECRET_KEY", raising=False)
    monkeypatch.setenv("NOTIFIER_SECRET_KEY_FILE", str(tmp_path / "key"))
    (tmp_path / "key").write_bytes(b"\xff" * 50)
    with pytest.raises(ImproperlyConfigured, match=r"^NOTIFIER_SECRET_KEY: its file cannot be read by this user\.$"):
        environment.secret_key(tmp_path, may_make=True)


def test_a_secret_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NOTIFIER_SECRET_KEY", "NOTIFIER_SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    first = environment.secret_key(tmp_path / "home", may_make=True)
    assert environment.secret_key(tmp_path / "home", may_make=False) == first


@pytest.mark.parametrize("name", ["Information importante", "Éléments d’information", "Notice"])
def test_a_neutral_senders_name_passes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFIER_MAIL_SENDER_NAME", name)
    assert environment.mail_sender_name("x") == name


@pytest.mark.parametrize(
    ("url", "host"),
    [("smtp://127.0.0.1:25", "127.0.0.1"), ("smtp+tls://u:p@relay.example.org:587", "relay.example.org")],
)
def test_a_relay_is_an_smtp_server(url: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    assert environment.relay("smtp://127.0.0.1:1")["EMAIL_HOST"] == host


@pytest.mark.parametrize(("folder", "may_make"), [("", False), ("", True), ("new", True)])
def test_an_sqlite_file_is_its_owners_alone_wherever_it_is_made(
    folder: str, may_make: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    made = tmp_path / folder / "made.sqlite3"
    monkeypatch.setenv("X_URL", f"sqlite:///{made}")
    for _ in range(2):
        environment.database("X_URL", tmp_path / "unused", may_make=may_make)
    assert oct(made.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("", ["10.0.0.0/8"]),
        ("none", []),
        (" 192.0.2.7, 2001:db8::/32 ,", ["192.0.2.7/32", "2001:db8::/32"]),
    ],
)
def test_proxies_are_addresses_or_networks(text: str, listed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_PROXIES", text)
    assert [str(one) for one in environment.networks("X_PROXIES", ("10.0.0.0/8",))] == listed


@pytest.mark.parametrize("text", ["everybody", "10.0.0.1/8", "192.0.2.0/33", "*"])
def test_a_proxy_that_is_no_address_stops_the_start(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_PROXIES", text)
    with pytest.raises(ImproperlyConfigured, match="X_PROXIES must list addresses"):
        environment.networks("X_PROXIES", ())


BOXED = {
    "NOTIFIER_BOUNCE_IMAP_HOST": "imap.example.org",
    "NOTIFIER_BOUNCE_IMAP_USER": "retours",
    "NOTIFIER_BOUNCE_IMAP_PASSWORD": "x",
}


def test_without_a_host_there_is_no_mailbox_for_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFIER_BOUNCE_IMAP_HOST", raising=False)
    monkeypatch.delenv("NOTIFIER_BOUNCE_DOMAIN", raising=False)
    assert environment.bounce_inbox() is None
    assert environment.bounce_domain() == ""


def test_a_mailbox_for_returns_is_read_from_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in BOXED.items():
        monkeypatch.setenv(name, value)
    assert environment.bounce_inbox() == {
        "host": "imap.example.org", "port": 993, "user": "retours", "password": "x", "folder": "INBOX",
        "done": "Notifier",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NOTIFIER_BOUNCE_IMAP_USER", "", "needs NOTIFIER_BOUNCE_IMAP_USER"),
        ("NOTIFIER_BOUNCE_IMAP_PASSWORD", "", "is not set"),
        ("NOTIFIER_BOUNCE_IMAP_DONE", "INBOX", "two plain names"),
        ("NOTIFIER_BOUNCE_IMAP_FOLDER", 'IN"BOX', "two plain names"),
    ],
)
def test_a_mailbox_that_cannot_be_is_refused(name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, given in {**BOXED, name: value}.items():
        monkeypatch.setenv(key, given)
    with pytest.raises(ImproperlyConfigured, match=said):
        environment.bounce_inbox()


def test_a_domain_for_returns_is_a_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFIER_BOUNCE_DOMAIN", "Retours.Example.org")
    assert environment.bounce_domain() == "retours.example.org"
    monkeypatch.setenv("NOTIFIER_BOUNCE_DOMAIN", "not a domain")
    with pytest.raises(ImproperlyConfigured, match="domain name"):
        environment.bounce_domain()


def test_a_provider_is_named_with_what_it_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert environment.provider() == ("", {})
    (tmp_path / "secret").write_text("s3\n")
    monkeypatch.setenv("NOTIFIER_MAIL_PROVIDER", "mailjet")
    monkeypatch.setenv("NOTIFIER_MAIL_PROVIDER_KEY", "k")
    monkeypatch.setenv("NOTIFIER_MAIL_PROVIDER_SECRET_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("NOTIFIER_WEBHOOK_SECRET", "hook:" + "x" * 20)
    name, values = environment.provider()
    assert name == "mailjet"
    assert values == {
        "MAILJET_API_KEY": "k", "MAILJET_SECRET_KEY": "s3", "WEBHOOK_SECRET": "hook:" + "x" * 20,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"NOTIFIER_MAIL_PROVIDER": "pigeon"}, "must be one of"),
        ({"NOTIFIER_MAIL_PROVIDER": "brevo"}, "NOTIFIER_MAIL_PROVIDER_KEY is not set"),
        ({"NOTIFIER_MAIL_PROVIDER": "amazon_ses", "NOTIFIER_WEBHOOK_SECRET": "short"}, "a name, a colon"),
    ],
)
def test_a_provider_that_cannot_be_asked_is_refused(
    values: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=said):
        environment.provider()
