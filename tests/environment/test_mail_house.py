"""Who prints and posts letters, as the environment names them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from notifier.environment.mail_house import hybrid_mail

SOUND = {
    "NOTIFIER_HYBRID_MAIL": "maileva-sandbox",
    "NOTIFIER_HYBRID_MAIL_CLIENT_ID": "application",
    "NOTIFIER_HYBRID_MAIL_CLIENT_SECRET": "s3",
}


def read(
    monkeypatch: pytest.MonkeyPatch, *, is_demo: bool = False, is_trial: bool = True, **values: str
) -> dict[str, object] | None:
    for name, value in {**SOUND, **values}.items():
        monkeypatch.setenv(name, value)
    return hybrid_mail("information@avis.example.org", is_demo=is_demo, is_trial=is_trial)


def test_nobody_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, NOTIFIER_HYBRID_MAIL="") is None


def test_the_sandbox_is_another_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch)
    assert found is not None
    assert found["url"] == "https://api.sandbox.maileva.net/mail/v2"
    assert (found["name"], found["undelivered_to"]) == ("maileva-sandbox", "information@avis.example.org")
    assert (found["has_address_sheet"], found["is_color"], found["postage"]) == (True, False, "ECONOMIC")
    assert (found["username"], found["password"], found["webhook"]) == ("", "", "")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NOTIFIER_HYBRID_MAIL", "pigeon", "must be one of"),
        ("NOTIFIER_HYBRID_MAIL_URL", "http://api.example.org/mail", "begin with https"),
        ("NOTIFIER_HYBRID_MAIL_URL", "https://user:secret@api.example.org", "cannot be read|can be read"),
        ("NOTIFIER_HYBRID_MAIL_TOKEN_URL", "ftp://example.org", "can be read"),
        ("NOTIFIER_HYBRID_MAIL_POSTAGE", "SLOW", "ECONOMIC, FAST, URGENT"),
        ("NOTIFIER_HYBRID_MAIL_UNDELIVERED_TO", "nobody", "one e-mail address"),
        ("NOTIFIER_HYBRID_MAIL_USERNAME", "cabinet", "NOTIFIER_HYBRID_MAIL_PASSWORD is not set"),
        ("NOTIFIER_HYBRID_MAIL_WEBHOOK", "hook:short", "20 random characters"),
    ],
)
def test_nonsense_is_refused(name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=said) as refused:
        read(monkeypatch, **{name: value})
    assert "secret" not in str(refused.value)


def test_a_demo_gives_letters_to_nobody_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="a demo"):
        read(monkeypatch, is_demo=True)
    here = {"NOTIFIER_HYBRID_MAIL_URL": "http://127.0.0.1:8025/mail/v2"}
    with pytest.raises(ImproperlyConfigured, match="a demo"):
        read(monkeypatch, is_demo=True, **here)
    both = {**here, "NOTIFIER_HYBRID_MAIL_TOKEN_URL": "http://localhost:8025/token"}
    assert read(monkeypatch, is_demo=True, **both) is not None


def test_a_sandbox_is_not_for_real_patients(monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints nothing, and says that it did."""
    with pytest.raises(ImproperlyConfigured, match="a sandbox prints nothing"):
        read(monkeypatch, is_trial=False)
    here = {"NOTIFIER_HYBRID_MAIL": "maileva"}
    sandbox = "https://api.sandbox.maileva.net/mail/v2"
    with pytest.raises(ImproperlyConfigured, match="a sandbox prints nothing"):
        read(monkeypatch, is_trial=False, **here, NOTIFIER_HYBRID_MAIL_URL=sandbox)
    monkeypatch.delenv("NOTIFIER_HYBRID_MAIL_URL")
    found = read(monkeypatch, is_trial=False, **here)
    assert found is not None
    assert found["url"] == "https://api.maileva.com/mail/v2"
