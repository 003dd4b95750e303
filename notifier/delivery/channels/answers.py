"""What a provider's answer means for the message, and what its silence does."""

from collections.abc import Set as AbstractSet
from typing import Any

import requests
from anymail.exceptions import AnymailAPIError
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from notifier.delivery.channels.face import Delivered
from notifier.delivery.choices import Outcome

_ACCEPTED = frozenset({"sent", "queued"})
# Ours to mend, or the provider's, for every message alike.
_NOBODYS = frozenset({401, 402, 403, 429, 503})
_NOT_ANSWERED = frozenset({500, 502, 504})
_REFUSALS = frozenset({400, 409, 422})
# How Postal says no, with 200 before it; the first are about us, and the same for everybody.
_POSTAL_NO = frozenset({"error", "parameter-error"})
_POSTAL_OURS = frozenset({"AccessDenied", "InvalidServerAPIKey", "ServerSuspended", "UnauthenticatedFromAddress"})
# Of Amazon's own library: it never got as far as the request.
_NEVER_LEFT = frozenset(
    {"ConnectTimeoutError", "EndpointConnectionError", "NoCredentialsError", "PartialCredentialsError",
     "ProxyConnectionError", "SSLError"}
)  # fmt: skip


def of_words(said: AbstractSet[str]) -> Delivered:
    """Of a call that was answered, by anymail's words for the recipient's state."""
    if said and said <= _ACCEPTED:
        return Delivered(Outcome.ACCEPTED, "provider")
    if said == {"failed"}:
        # It says itself that it did not send; why is more often the sender than the address.
        return Delivered(Outcome.DEFERRED, "provider_failed")
    return Delivered(Outcome.UNKNOWN, "no_answer")


def of_problem(problem: AnymailAPIError) -> Delivered:
    """What is known of a call that failed. A 4xx speaks of this message or of what we are; only a refusal of its
    recipient, which anymail knows by the provider's words, is final at once.
    """
    status = _status(problem)
    if status is None:
        if _never_left(problem):
            return Delivered(Outcome.DEFERRED, "connection_lost", stop=True, spares=True)
        return Delivered(Outcome.UNKNOWN, "connection_lost", stop=True)
    if status in _NOBODYS:
        return Delivered(Outcome.DEFERRED, f"http_{status}", stop=True, spares=True)
    if 300 <= status < 500:
        return Delivered(Outcome.DEFERRED, f"http_{status}", stop=status < 400, spares=status < 400)
    if code := _postal_no(problem):
        is_ours = code in _POSTAL_OURS
        return Delivered(Outcome.DEFERRED, "provider_failed", stop=is_ours, spares=is_ours)
    # A server that stumbled, or said yes in words nobody understands, may have taken it.
    return Delivered(Outcome.UNKNOWN, f"http_{status}", stop=status in _NOT_ANSWERED)


def is_used_key(problem: AnymailAPIError) -> bool:
    """Whether Brevo says that it has had a request under this key: it took the first, and does nothing more."""
    said = _json(problem)
    return _status(problem) in _REFUSALS and isinstance(said, dict) and said.get("code") == "duplicate_parameter"


def _status(problem: AnymailAPIError) -> int | None:
    response = getattr(problem, "response", None)
    if isinstance(response, dict):
        # So Amazon's library gives it.
        found = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    else:
        found = getattr(problem, "status_code", None) or getattr(response, "status_code", None)
    return found if isinstance(found, int) else None


def _postal_no(problem: AnymailAPIError) -> str:
    """Postal's code where it says that it did not take the message; empty for any other provider's answer."""
    said = _json(problem)
    if not isinstance(said, dict) or said.get("status") not in _POSTAL_NO:
        return ""
    data = said.get("data")
    return str(data.get("code") if isinstance(data, dict) else "") or "unsaid"


def _json(problem: AnymailAPIError) -> Any:
    try:
        return problem.response.json()
    except (AttributeError, ValueError):
        return None


def _never_left(problem: BaseException) -> bool:
    """Whether the conversation broke before the request was sent: no connection, or none that could be trusted."""
    cause = problem.__cause__
    if isinstance(cause, requests.exceptions.SSLError | requests.exceptions.ConnectTimeout):
        return True
    if type(cause).__module__ == "botocore.exceptions":
        return type(cause).__name__ in _NEVER_LEFT
    inner = cause.args[0] if isinstance(cause, requests.exceptions.ConnectionError) and cause.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
