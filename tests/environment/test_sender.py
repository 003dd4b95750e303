"""What the sender's variables may say."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from notifier.environment.sender import sender

NAMES = (
    "NOTIFIER_RELAY_ADDRESSES", "NOTIFIER_RELAY_SPF", "NOTIFIER_DKIM_SELECTORS", "NOTIFIER_DKIM_DOMAIN",
    "NOTIFIER_DNS_SERVER", "NOTIFIER_SENDER_CHECK_DAYS",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_given_is_nothing_named() -> None:
    known = sender()
    assert (known.relays, known.includes, known.selectors, known.signing, known.server, known.days) == (
        (), (), (), "", None, 7,
    )  # fmt: skip


def test_lists_are_read_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFIER_RELAY_ADDRESSES", " 192.0.2.10, 2001:DB8::1 ,")
    monkeypatch.setenv("NOTIFIER_RELAY_SPF", "SPF.Relais.example.")
    monkeypatch.setenv("NOTIFIER_DKIM_SELECTORS", "S1,2026.mail")
    monkeypatch.setenv("NOTIFIER_DKIM_DOMAIN", "cabinet.example")
    known = sender()
    assert (known.relays, known.includes) == (("192.0.2.10", "2001:db8::1"), ("spf.relais.example",))
    assert (known.selectors, known.signing) == (("s1", "2026.mail"), "cabinet.example")


@pytest.mark.parametrize(
    ("text", "server"),
    [("192.0.2.53", ("192.0.2.53", 53)), ("192.0.2.53:5353", ("192.0.2.53", 5353)), ("::1", ("::1", 53)),
     ("[2001:db8::53]:5353", ("2001:db8::53", 5353))],
)  # fmt: skip
def test_a_name_server_may_have_a_port(text: str, server: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFIER_DNS_SERVER", text)
    assert sender().server == server


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("NOTIFIER_RELAY_ADDRESSES", "relais.example"),
        ("NOTIFIER_RELAY_ADDRESSES", "192.0.2.0/24"),
        ("NOTIFIER_RELAY_SPF", "localhost"),
        ("NOTIFIER_RELAY_SPF", "include:spf.example"),
        ("NOTIFIER_DKIM_SELECTORS", "s1 s2"),
        ("NOTIFIER_DKIM_SELECTORS", "a..b"),
        ("NOTIFIER_DKIM_DOMAIN", "café.example"),
        ("NOTIFIER_DNS_SERVER", "dns.example"),
        ("NOTIFIER_DNS_SERVER", "192.0.2.53:0"),
        ("NOTIFIER_DNS_SERVER", "192.0.2.53:70000"),
        ("NOTIFIER_DNS_SERVER", "192.0.2.999"),
        ("NOTIFIER_SENDER_CHECK_DAYS", "0"),
    ],
)
def test_nonsense_is_named_without_its_value(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(ImproperlyConfigured, match=name) as caught:
        sender()
    assert text not in str(caught.value) or len(text) < 3
