"""E-mail through a provider's interface (django-anymail), with the face of the e-mail channel: the same content, one
message a call. Tracking of opening and clicking is off: it would tell who reads about their health data.

Over HTTP too the question is on which side of the request a conversation broke: what may have been taken is in doubt.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailInvalidAddress, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives

from notifier.delivery.channels.answers import is_used_key, of_problem, of_words
from notifier.delivery.channels.email import drill_refusal, prepare_email
from notifier.delivery.channels.face import Delivered, Prepared, Unsendable
from notifier.delivery.channels.returning import Suppressions
from notifier.delivery.channels.wires import Composed, Wire, wire_to
from notifier.delivery.choices import Outcome
from notifier.delivery.rules import REPEATS_SAFELY, SAY_ONLY_USED
from notifier.delivery.rules.keeping import pack
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.notices.rules.variants import Variant
from notifier.post.message_id import notice_of_message
from notifier.rosters.rules.person import Person

# With these it is switched off message by message; with the others in the provider's own settings.
_TRACKS = frozenset({"mailjet", "postmark"})
# Postal gives back a tag, and knows no other data of ours.
_TAGS = frozenset({"postal"})
# Of these a single try is found again by what it carried (channels.asking).
_FINDS = frozenset({"postmark"})
# What Django writes itself of what it is given.
_WRITTEN = frozenset({"from", "to", "subject", "reply-to", "mime-version", "content-type", "content-transfer-encoding"})
_MISCONFIGURED = Delivered(Outcome.DEFERRED, "provider_misconfigured", stop=True, spares=True)


class ProviderChannel:
    """One kept connection to the provider named in the settings."""

    together = 1

    def __init__(self, provider: str, domain: str) -> None:
        self.provider, self._domain = provider, domain
        self._suppressions = Suppressions()
        self._wire: Wire | None = None

    def open(self) -> None:
        """That the provider answers is only known once it is handed something."""
        self._suppressions.forget()
        if self._wire is None:
            self._wire = wire_to(self.provider)
        self._wire.open()

    def prepare(self, notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
        """The bytes are the request's; what is kept makes them again from the message that a relay would get."""
        self._suppressions.check(notice)
        mail = prepare_email(notice, person, variant, master, at)
        key = str(uuid4())
        try:
            composed = self._composed(mail, key)
        except AnymailInvalidAddress:
            raise Unsendable("provider_refused") from None
        except AnymailError:
            # It does not take such a message at all, which is no patient's fault.
            return replace(mail, carried=(mail.data, None))
        request = {"provider": self.provider, "key": key, "body": pack(composed.body, mail.data)}
        return replace(
            mail, data=composed.body, fields={**mail.fields, "request": request}, provider=self.provider,
            carried=(mail.data, composed),
        )  # fmt: skip

    def send(self, prepared: Prepared) -> Delivered:
        message, composed = prepared.carried or (prepared.data, None)
        if refusal := drill_refusal(replace(prepared, data=message)):
            return refusal
        return self._handed(composed) if composed is not None else _MISCONFIGURED

    def repeat(self, mail: Prepared, *, key: str, body: bytes) -> Delivered:
        """The same bytes under the same key; `mail` is the message they carry. For a provider by whose word this does
        no harm.
        """
        if self.provider not in REPEATS_SAFELY:
            raise ValueError(f"{self.provider} does not say that a repeat is safe")
        if refusal := drill_refusal(mail):
            return refusal
        try:
            composed = self._composed(mail, key, body)
        except AnymailError:
            return _MISCONFIGURED
        return self._handed(composed, is_repeat=True)

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()

    @property
    def _opened(self) -> Wire:
        if self._wire is None:
            raise RuntimeError("the channel is not open")
        return self._wire

    def _composed(self, mail: Prepared, key: str, body: bytes | None = None) -> Composed:
        return self._opened.compose(self._message(mail, key), key, body)

    def _handed(self, composed: Composed, *, is_repeat: bool = False) -> Delivered:
        try:
            return of_words(self._opened.hand_over(composed))
        except AnymailRecipientsRefused:
            return Delivered(Outcome.REFUSED, "provider_refused")
        except AnymailAPIError as problem:
            if is_repeat and self.provider in SAY_ONLY_USED and is_used_key(problem):
                return Delivered(Outcome.ACCEPTED, "provider")
            return of_problem(problem)
        except AnymailError:
            # What is left is said before anything leaves.
            return _MISCONFIGURED

    def _message(self, mail: Prepared, key: str) -> EmailMultiAlternatives:
        message = as_django(mail.data)
        extra: dict[str, Any] = {}
        notice = notice_of_message(mail.message_id, Channel.EMAIL, self._domain)
        if notice is not None:
            extra |= {"tags": [notice.hex]} if self.provider in _TAGS else {"metadata": {"notice": notice.hex}}
        if self.provider in _FINDS:
            extra["metadata"] = {**extra.get("metadata", {}), "try": key}
        if self.provider in _TRACKS:
            extra |= {"track_opens": False, "track_clicks": False}
        if self.provider == "brevo":
            message.extra_headers["idempotencyKey"] = key
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
