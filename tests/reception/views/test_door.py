"""The door is open, leaves no trace, runs no script, and is not flooded; nobody who comes once is shut out."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from redis import ConnectionError as RedisDown

from notifier.environment import PRIVATE_NETWORKS, networks
from notifier.notices.models import Notice
from notifier.reception.rules import CHECKS, REQUESTS, WINDOW

pytestmark = pytest.mark.django_db
PAGES = ("check_notice", "advice", "ask", "asked")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_open_and_leaves_no_trace(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert (answer["Referrer-Policy"], answer["X-Frame-Options"]) == ("same-origin", "DENY")
    assert "session" not in answer.cookies


@pytest.mark.parametrize("name", PAGES)
def test_no_script_may_run_and_nobody_else_is_asked(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["connect-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == policy["style-src"] == "'self'"
    page = answer.content.decode()
    assert "<script" not in page
    assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', page) == []


def test_an_absurd_form_is_refused_before_it_is_read(client: Client) -> None:
    for name in ("check_notice", "ask"):
        answer = client.post(reverse(name), {"reference": "x", "text": "é" * 40_000})
        assert answer.status_code == 413
        assert "Rien n’a été gardé." in answer.content.decode()


def asks(client: Client, times: int, *, forwarded: str = "", remote: str = "203.0.113.7") -> list[int]:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return [
        client.post("/avis/", {"reference": "x"}, headers=headers, REMOTE_ADDR=remote).status_code for _ in range(times)
    ]


def test_one_address_asks_so_often_a_minute(client: Client) -> None:
    assert asks(client, CHECKS.address + 1) == [200] * CHECKS.address + [429]
    answer = client.post("/avis/", {"reference": "x"}, REMOTE_ADDR="203.0.113.7")
    assert answer["Retry-After"] == str(WINDOW)
    assert "Attendez une minute" in answer.content.decode()
    assert asks(client, 1, remote="203.0.113.8") == [200]


def test_looking_and_reading_are_never_counted(client: Client) -> None:
    asks(client, CHECKS.address + 1)
    assert {client.get(reverse(name), REMOTE_ADDR="203.0.113.7").status_code for name in PAGES} == {200}


def test_the_minute_goes_by(client: Client) -> None:
    asks(client, CHECKS.address + 1)
    cache.clear()  # As time does.
    assert asks(client, 1) == [200]


def test_a_thousand_people_behind_one_proxy_are_a_thousand(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = networks("X_UNSET", PRIVATE_NETWORKS)
    asked = [asks(client, 1, remote="127.0.0.1", forwarded=f"198.51.{n // 250}.{n % 250}")[0] for n in range(400)]
    assert set(asked) == {200}


def test_without_a_trusted_proxy_nobody_borrows_another_s_address(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ()
    asked = [asks(client, 1, forwarded=f"198.51.100.{n}")[0] for n in range(CHECKS.address + 1)]
    assert asked[-1] == 429


def test_in_a_flood_those_who_come_once_get_through(client: Client) -> None:
    cache.set("reception:checks:all", CHECKS.crowd, WINDOW)
    assert asks(client, CHECKS.few + 1) == [200] * CHECKS.few + [429]
    cache.set("reception:checks:all", CHECKS.full, WINDOW)
    assert asks(client, 1, remote="203.0.113.9") == [429]


def test_requests_have_a_limit_of_their_own(client: Client) -> None:
    asked = [client.post(reverse("ask"), {"kind": "x"}).status_code for _ in range(REQUESTS.address + 1)]
    assert asked == [200] * REQUESTS.address + [429]
    assert asks(client, 1, remote="127.0.0.1") == [200]


@pytest.fixture
def broken_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def gone(*args: object, **kwargs: object) -> None:
        raise RedisDown("gone")

    monkeypatch.setattr(cache, "add", gone)
    yield
    monkeypatch.undo()


def test_where_the_cache_is_gone_nobody_is_shut_out(client: Client, broken_cache: None) -> None:
    assert asks(client, 3) == [200] * 3


def test_neither_reference_nor_address_lies_in_the_cache(client: Client, notice: Notice) -> None:
    client.post("/avis/", {"reference": notice.reference}, REMOTE_ADDR="203.0.113.7")
    client.post(reverse("ask"), {"reference": notice.reference, "kind": "access"}, REMOTE_ADDR="203.0.113.7")
    kept = repr(cache._cache) + repr(list(cache._cache))  # type: ignore[attr-defined] # the local cache's own store
    assert "reception:checks:all" in kept
    parts = [notice.reference, notice.reference.replace("-", ""), "203.0.113"]
    assert [part for part in parts if part in kept] == []
