"""The line to Maileva: one kept connection, a token that is asked for when it is needed, and errors told apart. What an
answer says in words is neither raised nor logged: it may repeat an address.
"""

import contextlib
import ssl
from collections.abc import Mapping
from typing import Any

import requests
from requests.auth import AuthBase
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, SSLError

from notifier.mailroom.channels.face import Down, Unclear

_CONNECT = 10.0
# Longer than this nobody is kept waiting by a single header.
_LONGEST_WAIT = 3600
# No answer of the interface is this long.
_LONGEST_ANSWER = 8 * 1024 * 1024


class Refused(Exception):
    """A 4xx that speaks of what was asked; `code` is the provider's word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Gone(Exception):
    """404: there is no such thing."""


class _Bearer(AuthBase):
    """Without it requests would look for a login in the user's .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Line:
    """`login` is the form of the token's request."""

    def __init__(self, url: str, token_url: str, login: Mapping[str, str], timeout: float) -> None:
        self._url, self._token_url = url.rstrip("/"), token_url
        self._login, self._timeout = dict(login), timeout
        self._session = requests.Session()
        self._token = ""

    def ask(self, method: str, path: str, **more: Any) -> Mapping[str, Any]:
        """The answer's object, empty where it has none. Raises Refused, Gone, Unclear, Down."""
        response = self._sent(method, path, more)
        if response.status_code == 401:
            # A token ends when it likes: once with a new one, then it is not the token.
            self._token = ""
            response = self._sent(method, path, more)
        return _judged(response, is_reading=method == "GET")

    def close(self) -> None:
        self._session.close()

    def _sent(self, method: str, path: str, more: Mapping[str, Any]) -> requests.Response:
        if not self._token:
            self._token = self._new_token()
        return self._request(method, f"{self._url}/{path}", {**more, "auth": _Bearer(self._token)})

    def _new_token(self) -> str:
        form = {name: value for name, value in self._login.items() if not name.startswith("client_")}
        login = (self._login["client_id"], self._login["client_secret"])
        try:
            answer = _judged(self._request("POST", self._token_url, {"data": form, "auth": login}), is_reading=True)
        except (Refused, Gone):
            raise Down("login_refused") from None
        except Unclear as unclear:
            # Nothing but a token was asked for.
            raise Down(unclear.code) from None
        except Down as down:
            raise Down("login_refused" if down.code in {"http_401", "http_403"} else down.code, down.wait) from None
        token = answer.get("access_token")
        if not isinstance(token, str) or not token.isascii() or not token.isprintable():
            raise Down("no_token")
        return token

    def _request(self, method: str, url: str, more: Mapping[str, Any]) -> requests.Response:
        """Redirections are not followed: they would take the letter elsewhere."""
        try:
            return self._session.request(
                method, url, timeout=(_CONNECT, self._timeout), allow_redirects=False, headers=_HEADERS, **more
            )
        except requests.exceptions.RequestException as problem:
            # The exception's own words hold the address that was asked.
            if _never_left(problem):
                raise Down("no_connection") from None
            raise Unclear("connection_lost") from None


_HEADERS = {"Accept": "application/json"}


def _judged(response: requests.Response, *, is_reading: bool) -> Mapping[str, Any]:
    status = response.status_code
    if 200 <= status < 300:
        return _object(response)
    if status == 404:
        raise Gone
    if status in {401, 402, 403}:
        raise Down(f"http_{status}")
    if status in {429, 503}:
        raise Down(f"http_{status}", _wait(response))
    if 400 <= status < 500 and status != 408:
        raise Refused(_code(response))
    # A server that stumbled may have done it; where nothing was to be done there is no doubt.
    raise Down(f"http_{status}") if is_reading else Unclear(f"http_{status}")


def _object(response: requests.Response) -> Mapping[str, Any]:
    if len(response.content) > _LONGEST_ANSWER:
        raise Unclear("answer_too_long")
    try:
        found = response.json() if response.content.strip() else {}
    except ValueError:
        raise Unclear("unreadable_answer") from None
    if not isinstance(found, Mapping):
        raise Unclear("unreadable_answer")
    return found


def _code(response: requests.Response) -> str:
    """The first of the codes, or the status."""
    fallback = f"http_{response.status_code}"
    with contextlib.suppress(ValueError, AttributeError, IndexError, KeyError, TypeError):
        said = response.json()
        code = str((said["errors"][0] if "errors" in said else said)["code"])
        if code.isascii() and code.replace("_", "").isalnum() and len(code) <= 60:
            return code
    return fallback


def _wait(response: requests.Response) -> int:
    said = response.headers.get("Retry-After", "")
    return min(int(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() else 0


def _never_left(problem: BaseException) -> bool:
    """Whether it broke before anything was asked: no connection, or none that could be trusted. TLS may also break in
    the middle of an answer.
    """
    if isinstance(problem, requests.exceptions.ConnectTimeout):
        return True
    inner = problem.args[0] if isinstance(problem, requests.exceptions.ConnectionError) and problem.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else None
    if isinstance(reason, SSLError):
        return any(isinstance(one, ssl.SSLCertVerificationError) for one in reason.args)
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
