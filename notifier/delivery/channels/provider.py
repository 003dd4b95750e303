"""E-mail through a provider's interface (django-anymail), with the face of the e-mail channel: the same content, one
message a call. Tracking of opening and clicking is off: it would tell who reads about their health data.

Over HTTP too the question is on which side of the request a conversation broke: what may have been taken is in doubt.
"""

from collections.abc import Mapping
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import requests
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, get_connection
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from notifier.delivery.channels.email import drill_refusal, prepare_email
from notifier.delivery.channels.face import ChannelDown, Delivered, Prepared
from notifier.delivery.channels.returning import Suppressions
from notifier.delivery.choices import Outcome
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.notices.rules.variants import Variant
from notifier.post.message_id import notice_of_message
from notifier.rosters.rules.person import Person

# With these it is switched off message by message; with the others in the provider's own settings.
_TRACKS = frozenset({"mailjet", "postmark", "test"})
# Postal gives back a tag, and knows no other data of ours.
_TAGS = frozenset({"postal"})
# What Django writes itself of what it is given.
_WRITTEN = frozenset({"from", "to", "subject", "reply-to", "mime-version", "content-type", "content-transfer-encoding"})
_ACCEPTED = frozenset({"sent", "queued"})
# Ours to mend, or the provider's, for every message alike.
_NOBODYS = frozenset({401, 402, 403, 429, 503})
_NOT_ANSWERED = frozenset({500, 502, 504})


class ProviderChannel:
    """One kept connection to the provider named in the settings."""

    together = 1

    def __init__(self, provider: str, domain: str) -> None:
        self._provider, self._domain = provider, domain
        self._suppressions = Suppressions()
        self._connection: Any = None

    def open(self) -> None:
        """That the provider answers is only known once it is handed something."""
        self._suppressions.forget()
        if self._connection is None:
            try:
                self._connection = get_connection(f"anymail.backends.{self._provider}.EmailBackend")
                self._connection.open()
            except (ImproperlyConfigured, ImportError):
                self._connection = None
                raise ChannelDown("provider_misconfigured") from None

    def prepare(self, notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
        self._suppressions.check(notice)
        return prepare_email(notice, person, variant, master, at)

    def send(self, prepared: Prepared) -> Delivered:
        if refusal := drill_refusal(prepared):
            return refusal
        message = self._message(prepared)
        try:
            self._connection.send_messages([message])
        except AnymailRecipientsRefused:
            return Delivered(Outcome.REFUSED, "provider_refused")
        except AnymailAPIError as problem:
            return _of_problem(problem)
        except AnymailError:
            # It does not take such a message at all, which is no patient's fault.
            return Delivered(Outcome.DEFERRED, "provider_misconfigured", stop=True, spares=True)
        status: Any = getattr(message, "anymail_status", None)
        said = status.status or set()
        if said and said <= _ACCEPTED:
            return Delivered(Outcome.ACCEPTED, "provider")
        return Delivered(Outcome.UNKNOWN, "no_answer")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _message(self, prepared: Prepared) -> EmailMultiAlternatives:
        message = as_django(prepared.data)
        extra: dict[str, Any] = {}
        notice = notice_of_message(prepared.message_id, Channel.EMAIL, self._domain)
        if notice is not None:
            extra |= {"tags": [notice.hex]} if self._provider in _TAGS else {"metadata": {"notice": notice.hex}}
        if self._provider in _TRACKS:
            extra |= {"track_opens": False, "track_clicks": False}
        for name, value in extra.items():
            setattr(message, name, value)
        return message


def as_django(data: bytes) -> EmailMultiAlternatives:
    """The message of these bytes, part by part."""
    parsed: EmailMessage = message_from_bytes(data, policy=policy.default)
    text, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    headers: Mapping[str, str] = {name: str(value) for name, value in parsed.items() if name.lower() not in _WRITTEN}
    message = EmailMultiAlternatives(
        subject=str(parsed["Subject"]),
        body=_content(text),
        from_email=str(parsed["From"]),
        to=[str(parsed["To"])],
        reply_to=[str(parsed["Reply-To"])] if parsed["Reply-To"] else None,
        headers=dict(headers),
    )
    if html is not None:
        message.attach_alternative(_content(html), "text/html")
    return message


def _content(part: Any) -> str:
    """Its text, with the ends of lines that Python's own e-mail writes."""
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")


def _of_problem(problem: AnymailAPIError) -> Delivered:
    """What is known of a call that failed. A 4xx speaks of this message or of what we are; only a refusal of its
    recipient, which anymail knows by the provider's words, is final at once.
    """
    status = getattr(problem, "status_code", None) or getattr(getattr(problem, "response", None), "status_code", None)
    if status is None:
        if _never_left(problem):
            return Delivered(Outcome.DEFERRED, "connection_lost", stop=True, spares=True)
        return Delivered(Outcome.UNKNOWN, "connection_lost", stop=True)
    if status in _NOBODYS:
        return Delivered(Outcome.DEFERRED, f"http_{status}", stop=True, spares=True)
    if 400 <= status < 500:
        return Delivered(Outcome.DEFERRED, f"http_{status}")
    # A server that stumbled, or said yes in words nobody understands, may have taken it.
    return Delivered(Outcome.UNKNOWN, f"http_{status}", stop=status in _NOT_ANSWERED)


def _never_left(problem: BaseException) -> bool:
    """Whether the conversation broke before the request was sent: no connection, or none that could be trusted."""
    cause = problem.__cause__
    if isinstance(cause, requests.exceptions.SSLError | requests.exceptions.ConnectTimeout):
        return True
    inner = cause.args[0] if isinstance(cause, requests.exceptions.ConnectionError) and cause.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
