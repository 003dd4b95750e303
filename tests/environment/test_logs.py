"""What is logged, as the environment says it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from notifier.environment.logs import logs


@pytest.mark.parametrize(("said", "level"), [("", "WARNING"), ("DEBUG", "DEBUG"), ("ERROR", "ERROR")])
def test_the_level_is_the_variables(monkeypatch: pytest.MonkeyPatch, said: str, level: str) -> None:
    monkeypatch.setenv("X_LEVEL", said)
    assert logs("X_LEVEL")["root"]["level"] == level


def test_at_no_level_is_sql_logged_which_carries_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_LEVEL", "DEBUG")
    assert logs("X_LEVEL")["loggers"]["django.db.backends"] == {"handlers": [], "propagate": False}


def test_an_unknown_level_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_LEVEL", "loud")
    with pytest.raises(ImproperlyConfigured, match="X_LEVEL"):
        logs("X_LEVEL")
