"""How fast e-mail may leave, as the environment says it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from notifier.environment import rates


def test_limits_are_read_by_their_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_LIMIT", " 100/minute, 20000/day ")
    assert rates.rates("X_LIMIT") == {"minute": 100, "day": 20000}
    monkeypatch.setenv("X_LIMIT", "")
    assert rates.rates("X_LIMIT") == {}


@pytest.mark.parametrize(
    "text",
    ["0/day", "-1/day", "1.5/day", "100", "100/week", "1/day, 2/day", "9999999999/day", "1/day; 2/hour", "a/day"],
)
def test_a_limit_nobody_could_be_told_at_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_LIMIT", text)
    with pytest.raises(ImproperlyConfigured, match="limits above 0"):
        rates.rates("X_LIMIT")


def test_limits_of_providers_are_read_by_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_LIMITS", "gmail=500/hour, gmail=5000/day,orange=2000/day")
    known = {"gmail", "orange"}
    assert rates.rates_of("X_LIMITS", known) == {"gmail": {"hour": 500, "day": 5000}, "orange": {"day": 2000}}


@pytest.mark.parametrize(
    "text", ["example=1/day", "gmail", "gmail=", "=1/day", "gmail=0/day", "gmail=1/day,gmail=2/day"]
)
def test_a_provider_nobody_knows_or_without_a_limit_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_LIMITS", text)
    with pytest.raises(ImproperlyConfigured, match=r"^X_LIMITS must list limits"):
        rates.rates_of("X_LIMITS", {"gmail"})


@pytest.mark.parametrize(("text", "expected"), [("", None), ("2000-200000", (2000, 200_000)), ("5-5", (5, 5))])
def test_a_warming_up_begins_and_ends(
    text: str, expected: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("X_WARM", text)
    assert rates.warm_up("X_WARM") == expected


@pytest.mark.parametrize("text", ["2000", "0-5", "6-5", "a-b", "1-2-3", "-5"])
def test_a_warming_up_that_cannot_be_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_WARM", text)
    with pytest.raises(ImproperlyConfigured, match="two numbers"):
        rates.warm_up("X_WARM")
