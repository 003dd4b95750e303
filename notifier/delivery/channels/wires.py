"""The way to a provider, cut in two: the request is made, and its bytes are known; then they leave as they are.

django-anymail does both in one go. Its own parts do the work here on either side of the cut, for what was committed to
must be what is handed over. Its keys stand in headers, never in the bytes.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

import requests
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRequestsAPIError
from anymail.message import AnymailStatus
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.module_loading import import_string

from notifier.delivery.channels.face import ChannelDown

# Resend takes the key in a header of HTTP (docs/decisions/0024); Brevo among those of the message.
_KEY_HEADER = {"resend": "Idempotency-Key"}
# Whose own library is only there where it is needed.
_OTHERS = {"amazon_ses": "notifier.delivery.channels.amazon.SesWire"}


@dataclass(frozen=True, slots=True)
class Composed:
    """A request as it will leave: `body` is all that is said in it."""

    body: bytes = field(repr=False)
    message: EmailMultiAlternatives = field(repr=False)
    payload: Any = field(repr=False)
    request: Any = field(repr=False)


class Wire(Protocol):
    """One kept connection."""

    def open(self) -> None:
        """Raises ChannelDown where the settings are not enough. That somebody answers is only known later."""

    def compose(self, message: EmailMultiAlternatives, key: str, body: bytes | None = None) -> Composed:
        """The request for this message, under the key; with these bytes where they were made before. Raises
        AnymailError.
        """

    def hand_over(self, composed: Composed) -> frozenset[str]:
        """What anymail makes of the answer: its words for the state of the recipient. Raises AnymailError."""

    def close(self) -> None:
        """Let go."""


def wire_to(provider: str) -> Wire:
    """Raises ChannelDown where a library that one needs is not there."""
    try:
        wire: Wire = import_string(_OTHERS[provider])() if provider in _OTHERS else HttpWire(provider)
    except ImportError:
        raise ChannelDown("provider_misconfigured") from None
    return wire


class KeptBackend:
    """What they have in common: anymail's backend, made when it is first needed."""

    def __init__(self, provider: str) -> None:
        self._provider = provider
        self.backend: Any = None

    def open(self) -> None:
        if self.backend is None:
            backend = self.made()
            backend.open()
            self.backend = backend

    def close(self) -> None:
        if self.backend is not None:
            self.backend.close()
            self.backend = None

    def made(self) -> Any:
        try:
            return get_connection(f"anymail.backends.{self._provider}.EmailBackend")
        except (ImproperlyConfigured, ImportError):
            raise ChannelDown("provider_misconfigured") from None

    def payload(self, message: EmailMultiAlternatives) -> Any:
        return self.backend.build_message_payload(message, self.backend.send_defaults)

    def understood(self, response: Any, composed: Composed) -> frozenset[str]:
        backend, payload, message = self.backend, composed.payload, composed.message
        try:
            found = backend.parse_recipient_status(response, payload, message)
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            # Some backends take it for granted that a yes has the form they know.
            if isinstance(problem, AnymailError):
                raise
            raise AnymailAPIError("a yes nobody understands", response=response, status_code=200) from None
        status = AnymailStatus()
        status.set_recipient_status(found)
        backend.raise_for_recipient_status(status, response, payload, message)
        return frozenset(status.status or ())


class HttpWire(KeptBackend):
    """To a provider with a plain interface over HTTP."""

    def compose(self, message: EmailMultiAlternatives, key: str, body: bytes | None = None) -> Composed:
        payload = self.payload(message)
        asked = payload.get_request_params(self.backend.api_url)
        if body is not None:
            asked |= {"data": body}
        try:
            request = self.backend.session.prepare_request(requests.Request(**asked))
        except requests.RequestException:
            # An address that is none.
            raise AnymailError("no request can be made") from None
        if header := _KEY_HEADER.get(self._provider):
            request.headers[header] = key
        if isinstance(request.body, str):
            # As http.client would do it when it is too late to look.
            request.body = request.body.encode()
            request.prepare_content_length(request.body)
        return Composed(bytes(request.body or b""), message, payload, request)

    def hand_over(self, composed: Composed) -> frozenset[str]:
        session = self.backend.session
        around = session.merge_environment_settings(composed.request.url, {}, None, None, None)
        try:
            # Followed nowhere: who moved is a matter for the settings, and the bytes go to nobody else.
            response = session.send(composed.request, timeout=self.backend.timeout, allow_redirects=False, **around)
        except requests.RequestException as problem:
            raise AnymailRequestsAPIError("no answer") from problem
        self.backend.raise_for_status(response, composed.payload, composed.message)
        return self.understood(response, composed)
