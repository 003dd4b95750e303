"""The line to the provider: tokens, answers that are none, and patience."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from notifier.mailroom.channels.face import Down, Unclear
from notifier.mailroom.channels.maileva_http import Gone, Line, Refused

LOGIN = {"grant_type": "client_credentials", "client_id": "a", "client_secret": "b"}


class Script(HTTPServer):
    """Answers what it is told: path to status, headers and body. Remembers what it was asked."""

    answers: dict[str, tuple[int, dict[str, str], bytes]]
    asked: list[tuple[str, str, str]]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        script: Any = self.server
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        script.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
        status, headers, body = script.answers.get(self.path, (200, {}, b"{}"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_arguments: object) -> None:
        """Silent."""


@pytest.fixture
def script() -> Iterator[Script]:
    with Script(("127.0.0.1", 0), _Handler) as server:
        server.answers = {"/token": (200, {}, b'{"access_token": "t1"}')}
        server.asked = []
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def line(script: Script) -> Iterator[Line]:
    front = f"http://127.0.0.1:{script.server_address[1]}"
    line = Line(front, f"{front}/token", LOGIN, 2.0)
    yield line
    line.close()


def test_a_token_is_asked_for_once_and_shown_each_time(line: Line, script: Script) -> None:
    line.ask("GET", "x")
    line.ask("POST", "y")
    assert [path for _, path, _ in script.asked] == ["/token", "/x", "/y"]
    assert [shown for _, _, shown in script.asked[1:]] == ["Bearer t1", "Bearer t1"]


def test_a_login_in_the_users_netrc_is_not_taken(
    line: Line, script: Script, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    line.ask("GET", "x")
    assert script.asked[1][2] == "Bearer t1"


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        ((200, {}, b"not json"), Unclear, "unreadable_answer"), ((200, {}, b"[]"), Unclear, "unreadable_answer"),
        ((404, {}, b""), Gone, "^$"), ((400, {}, b"no json: Luc Canari"), Refused, "http_400"),
        ((400, {}, b'{"errors": []}'), Refused, "http_400"), ((400, {}, b"[1]"), Refused, "http_400"),
        ((400, {}, b'{"errors": [{"code": "Luc Canari"}]}'), Refused, "http_400"),
        ((422, {}, b'{"code": "X_1"}'), Refused, "X_1"),
        ((302, {"Location": "http://example.org/"}, b""), Unclear, "http_302"),
        ((429, {"Retry-After": "7"}, b""), Down, "http_429"), ((500, {}, b""), Unclear, "http_500"),
    ],
)  # fmt: skip
def test_what_an_answer_means(
    answer: tuple[int, dict[str, str], bytes], error: type[Exception], code: str, line: Line, script: Script
) -> None:
    script.answers["/x"] = answer
    with pytest.raises(error, match=code) as raised:
        line.ask("POST", "x")
    assert "Canari" not in repr(raised.value)
    # Nowhere else is asked: the letter would go along.
    assert len(script.asked) == 2


@pytest.mark.parametrize("body", [b"{}", b'{"access_token": 7}', b'{"access_token": "a\\nb"}', b"nothing"])
def test_a_token_that_is_none(body: bytes, line: Line, script: Script) -> None:
    script.answers["/token"] = (200, {}, body)
    with pytest.raises(Down):
        line.ask("GET", "x")
    assert [path for _, path, _ in script.asked] == ["/token"]


def test_nothing_to_be_done_leaves_no_doubt(line: Line, script: Script) -> None:
    script.answers["/x"] = (502, {}, b"")
    with pytest.raises(Down, match="http_502"):
        line.ask("GET", "x")


def test_an_empty_answer_is_an_empty_one(line: Line, script: Script) -> None:
    script.answers["/x"] = (204, {}, b"")
    assert line.ask("POST", "x") == {}
