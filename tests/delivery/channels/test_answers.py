"""What an answer, and a silence, is taken to mean."""

from importlib import import_module
from typing import Any

import pytest
import requests
from anymail.exceptions import AnymailAPIError
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from notifier.delivery.channels.answers import is_used_key, of_problem, of_words
from notifier.delivery.choices import Outcome

NOT_OURS = {"status": "error", "data": {"code": "AccessDenied"}}


class Answered:
    def __init__(self, status: int, said: Any) -> None:
        self.status_code, self.said = status, said

    def json(self) -> Any:
        if self.said is None:
            raise ValueError("no JSON")
        return self.said


def problem(response: Any = None, cause: BaseException | None = None) -> AnymailAPIError:
    found = AnymailAPIError("no", response=response, status_code=getattr(response, "status_code", None))
    found.__cause__ = cause
    return found


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"sent"}, Outcome.ACCEPTED),
        ({"queued"}, Outcome.ACCEPTED),
        ({"failed"}, Outcome.DEFERRED),
        (set(), Outcome.UNKNOWN),
        ({"unknown"}, Outcome.UNKNOWN),
        ({"sent", "failed"}, Outcome.UNKNOWN),
        ({"rejected"}, Outcome.UNKNOWN),
    ],
)
def test_only_a_clear_word_is_taken_for_one(said: set[str], outcome: Outcome) -> None:
    assert of_words(said).outcome is outcome


@pytest.mark.parametrize(
    ("response", "outcome", "code", "stop"),
    [
        (Answered(400, {}), Outcome.DEFERRED, "http_400", False),
        (Answered(302, None), Outcome.DEFERRED, "http_302", True),
        (Answered(403, None), Outcome.DEFERRED, "http_403", True),
        (Answered(500, None), Outcome.UNKNOWN, "http_500", True),
        (Answered(200, {"status": "error"}), Outcome.DEFERRED, "provider_failed", False),
        (Answered(200, NOT_OURS), Outcome.DEFERRED, "provider_failed", True),
        (Answered(200, {"status": "success"}), Outcome.UNKNOWN, "http_200", False),
        (Answered(200, []), Outcome.UNKNOWN, "http_200", False),
        ({"ResponseMetadata": {"HTTPStatusCode": 400}}, Outcome.DEFERRED, "http_400", False),
        ({"ResponseMetadata": {"HTTPStatusCode": 403}}, Outcome.DEFERRED, "http_403", True),
        ({}, Outcome.UNKNOWN, "connection_lost", True),
        (None, Outcome.UNKNOWN, "connection_lost", True),
    ],
)
def test_each_problem_says_what_is_known(response: Any, outcome: Outcome, code: str, stop: bool) -> None:
    found = of_problem(problem(response))
    assert (found.outcome, found.code, found.stop) == (outcome, code, stop)


def refused() -> requests.ConnectionError:
    pool: Any = None
    return requests.ConnectionError(MaxRetryError(pool, "/", NewConnectionError(pool, "refused")))


@pytest.mark.parametrize(
    ("cause", "has_left"),
    [
        (refused(), False),
        (requests.exceptions.SSLError(), False),
        (requests.exceptions.ConnectTimeout(), False),
        (requests.ReadTimeout(), True),
        (requests.ConnectionError(ProtocolError("cut")), True),
        (None, True),
    ],
)
def test_what_never_left_is_no_doubt(cause: BaseException | None, has_left: bool) -> None:
    assert of_problem(problem(cause=cause)).outcome is (Outcome.UNKNOWN if has_left else Outcome.DEFERRED)


@pytest.mark.parametrize(
    ("name", "has_left"),
    [
        ("EndpointConnectionError", False),
        ("ConnectTimeoutError", False),
        ("NoCredentialsError", False),
        ("SSLError", False),
        ("ReadTimeoutError", True),
        ("ConnectionClosedError", True),
        ("ResponseParserError", True),
    ],
)
def test_nor_is_it_of_amazon_s_own_library(name: str, has_left: bool) -> None:
    words = import_module("botocore.parsers" if name == "ResponseParserError" else "botocore.exceptions")
    cause = getattr(words, name).__new__(getattr(words, name))
    assert of_problem(problem(cause=cause)).outcome is (Outcome.UNKNOWN if has_left else Outcome.DEFERRED)


@pytest.mark.parametrize(
    ("response", "is_used"),
    [
        (Answered(400, {"code": "duplicate_parameter"}), True),
        (Answered(400, {"code": "invalid_parameter"}), False),
        (Answered(500, {"code": "duplicate_parameter"}), False),
        (Answered(400, ["duplicate_parameter"]), False),
        (Answered(400, None), False),
        (None, False),
    ],
)
def test_a_key_that_was_used_is_known_by_brevo_s_word(response: Any, is_used: bool) -> None:
    assert is_used_key(problem(response)) is is_used
