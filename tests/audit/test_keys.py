import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from notifier.audit import keys

OLD, NEW = (
    f"{name}:{base64.urlsafe_b64encode(bytes(range(n, n + 32))).decode()}" for name, n in (("old", 1), ("new", 2))
)


def test_a_seal_holds_for_its_bytes_only() -> None:
    sealed = keys.seal(b"body")
    assert len(sealed) == 32
    assert keys.is_sealed(b"body", sealed)
    assert not keys.is_sealed(b"bodz", sealed)
    assert not keys.is_sealed(b"body", bytes(32))


def test_what_an_older_key_sealed_stays_sealed(settings: Settings) -> None:
    settings.LOG_KEYS = OLD
    sealed = keys.seal(b"body")
    settings.LOG_KEYS = f"{NEW},{OLD}"
    assert keys.is_sealed(b"body", sealed)
    assert keys.seal(b"body") != sealed
    settings.LOG_KEYS = NEW
    assert not keys.is_sealed(b"body", sealed)


def test_the_first_key_should_sign(settings: Settings) -> None:
    settings.LOG_KEYS = f"{NEW},{OLD}"
    first, second = keys.configured("notifier.test/journal")
    assert first.name == second.name == "notifier.test/journal"
    settings.LOG_KEYS = OLD
    assert keys.configured("notifier.test/journal") == [second]


def test_a_key_that_is_none_stops_the_start_without_being_shown(settings: Settings) -> None:
    settings.LOG_KEYS = f"{NEW},old:secret-but-short"
    with pytest.raises(ImproperlyConfigured) as refused:
        keys.seal(b"")
    assert "NOTIFIER_LOG_KEYS: entry 2" in str(refused.value)
    assert "secret" not in str(refused.value)
