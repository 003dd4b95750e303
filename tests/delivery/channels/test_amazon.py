"""Amazon's own library is held to one request, and to the bytes that were made; more in test_wires.py."""

from typing import Any

import pytest
from anymail.exceptions import AnymailError
from django.core.mail import EmailMultiAlternatives
from pytest_django import Settings

from notifier.delivery.channels.face import ChannelDown
from notifier.delivery.channels.wires import wire_to
from tests.delivery.providers import Api, anymail, served

MAIL = EmailMultiAlternatives("Avis", "Bonjour", "information@avis.example.org", ["iris.canari@example.org"])
MAIL.attach_alternative("<p>Bonjour</p>", "text/html")


def test_other_bytes_than_were_made_do_not_leave(settings: Settings) -> None:
    api = Api("amazon_ses")
    with served(api) as port:
        settings.ANYMAIL = anymail("amazon_ses", port)
        wire: Any = wire_to("amazon_ses")
        wire.open()
        composed = wire.compose(MAIL, "key")
        composed.payload.params["Destination"] = {"ToAddresses": ["zoe.canari@example.org"]}
        with pytest.raises(AnymailError, match="other bytes"):
            wire.hand_over(composed)
        assert wire.hand_over(wire.compose(MAIL, "key")) == {"queued"}
        wire.close()
    assert len(api.calls) == 1


def test_one_s_own_settings_for_it_are_kept(settings: Settings) -> None:
    settings.ANYMAIL = anymail("amazon_ses", 9)
    wire: Any = wire_to("amazon_ses")
    wire.open()
    config = wire.backend.client.meta.config
    assert (config.retries["total_max_attempts"], config.read_timeout) == (1, 0.5)


def test_without_a_region_it_is_down(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANYMAIL = {}
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    with pytest.raises(ChannelDown, match="provider_misconfigured"):
        wire_to("amazon_ses").open()
