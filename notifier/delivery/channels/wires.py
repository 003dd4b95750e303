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

from notifier.delivery.channels.face import ChannelDown

# Resend takes the key in a header of HTTP (docs/decisions/0024); Brevo among those of the message.
_KEY_HEADER = {"resend": "Idempotency-Key"}


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
    return SesWire() if provider == "amazon_ses" else HttpWire(provider)


class _Kept:
    """What the two have in common: anymail's backend, made when it is first needed."""

    def __init__(self, provider: str) -> None:
        self._provider = provider
        self._backend: Any = None

    def open(self) -> None:
        if self._backend is None:
            backend = self._made()
            backend.open()
            self._backend = backend

    def close(self) -> None:
        if self._backend is not None:
            self._backend.close()
            self._backend = None

    def _made(self) -> Any:
        try:
            return get_connection(f"anymail.backends.{self._provider}.EmailBackend")
        except (ImproperlyConfigured, ImportError):
            raise ChannelDown("provider_misconfigured") from None

    def _payload(self, message: EmailMultiAlternatives) -> Any:
        return self._backend.build_message_payload(message, self._backend.send_defaults)

    def _understood(self, response: Any, composed: Composed) -> frozenset[str]:
        backend, payload, message = self._backend, composed.payload, composed.message
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


class HttpWire(_Kept):
    """To a provider with a plain interface over HTTP."""

    def compose(self, message: EmailMultiAlternatives, key: str, body: bytes | None = None) -> Composed:
        payload = self._payload(message)
        asked = payload.get_request_params(self._backend.api_url)
        if body is not None:
            asked |= {"data": body}
        request = self._backend.session.prepare_request(requests.Request(**asked))
        if header := _KEY_HEADER.get(self._provider):
            request.headers[header] = key
        if isinstance(request.body, str):
            # As http.client would do it when it is too late to look.
            request.body = request.body.encode()
            request.prepare_content_length(request.body)
        return Composed(bytes(request.body or b""), message, payload, request)

    def hand_over(self, composed: Composed) -> frozenset[str]:
        session = self._backend.session
        around = session.merge_environment_settings(composed.request.url, {}, None, None, None)
        try:
            # Followed nowhere: who moved is a matter for the settings, and the bytes go to nobody else.
            response = session.send(composed.request, timeout=self._backend.timeout, allow_redirects=False, **around)
        except requests.RequestException as problem:
            raise AnymailRequestsAPIError("no answer") from problem
        self._backend.raise_for_status(response, composed.payload, composed.message)
        return self._understood(response, composed)


class SesWire(_Kept):
    """To Amazon SES, through its own library, which makes the bytes when it sends: they are made before it, the same
    way, and what it makes is compared before it leaves.
    """

    def __init__(self) -> None:
        super().__init__("amazon_ses")

    def open(self) -> None:
        try:
            super().open()
        except ChannelDown:
            raise
        except Exception as problem:
            # Its library has many words for settings that are not enough.
            if type(problem).__module__.partition(".")[0] != "botocore":
                raise
            raise ChannelDown("provider_misconfigured") from None

    def _made(self) -> Any:
        backend = super()._made()
        from botocore.client import Config  # noqa: PLC0415 - only who sends through SES has it

        # Left to itself it asks up to five times where it hears no answer: then a message goes out twice.
        once = Config(retries={"total_max_attempts": 1})
        given = backend.client_params.get("config")
        backend.client_params["config"] = given.merge(once) if given else once
        return backend

    def compose(self, message: EmailMultiAlternatives, key: str, body: bytes | None = None) -> Composed:
        from botocore.serialize import create_serializer  # noqa: PLC0415 - only who sends through SES has it

        payload = self._payload(message)
        payload.finalize_payload()
        model = self._backend.client.meta.service_model
        made = create_serializer(model.protocol).serialize_to_request(
            payload.params, model.operation_model("SendEmail")
        )
        return Composed(made["body"], message, payload, payload.params)

    def hand_over(self, composed: Composed) -> frozenset[str]:
        def compare(request: Any, **_unknown: object) -> None:
            if bytes(request.body) != composed.body:
                # Nothing has left.
                raise AnymailError("other bytes than were made")

        events = self._backend.client.meta.events
        events.register("before-send.sesv2.SendEmail", compare, unique_id="notifier")
        try:
            payload = composed.payload
            # Made once: made again it would have another boundary.
            payload.finalize_payload = lambda: None
            response = self._backend.post_to_esp(payload, composed.message)
        except (TypeError, AttributeError, ValueError) as problem:
            if isinstance(problem, AnymailError):
                raise
            # Its library reads a yes without looking what it is.
            raise AnymailAPIError("a yes nobody understands", status_code=200) from None
        finally:
            events.unregister("before-send.sesv2.SendEmail", unique_id="notifier")
        return self._understood(response, composed)
