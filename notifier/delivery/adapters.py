"""A provider's webhook, brought in by django-anymail: it checks who speaks, we take what is said."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from anymail.signals import tracking
from django.conf import settings
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.module_loading import import_string

from notifier.audit.actors import Actor
from notifier.delivery.actions.feedback import Heard, take_feedback
from notifier.delivery.rules.tracking import code_in, heard_kind
from notifier.notices.choices import Channel
from notifier.post.message_id import notice_of_message

_BY = Actor("system", "webhook")
# Those of whose webhooks anymail knows the words; it has none for Scaleway.
VIEWS = {
    "amazon_ses": "anymail.webhooks.amazon_ses.AmazonSESTrackingWebhookView",
    "brevo": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "mailjet": "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
    "postal": "anymail.webhooks.postal.PostalTrackingWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
    "resend": "anymail.webhooks.resend.ResendTrackingWebhookView",
}


def webhooks(provider: str, *, is_guarded: bool) -> list[URLPattern]:
    """The address of the provider's tracking webhook; none unless there is a secret that guards it."""
    if provider not in VIEWS or not is_guarded:
        return []
    view = import_string(VIEWS[provider])
    return [path(f"retours/{provider}/", view.as_view(), name=f"webhook_{provider}")]


def on_tracking(event: Any, esp_name: str, **_unknown: object) -> None:
    """Take one event. What is about none of ours, or about reading habits, is passed over: the provider must not repeat
    it for ever.
    """
    said = _plain(event.esp_event)
    code = code_in(f"{event.mta_response or ''} {event.description or ''}")
    kind = heard_kind(event.event_type, code=code, said=said)
    notice = notice_of(event)
    if kind is None or notice is None:
        return
    at = timezone.now()
    told = event.event_id or json.dumps(said, sort_keys=True, default=str)
    key = hashlib.sha256(f"{esp_name}\0{told}\0{notice.hex}\0{kind}".encode()).hexdigest()
    reason = code or str(event.reject_reason or "")
    take_feedback(heard=Heard(key, notice, kind, reason, min(event.timestamp or at, at)), by=_BY, at=at)


def notice_of(event: Any) -> UUID | None:
    """By what we gave the provider with the message, else by our Message-ID, where it keeps that."""
    for text in (str(_plain(event.metadata).get("notice", "")), *map(str, event.tags or ())):
        try:
            return UUID(hex=text)
        except ValueError:
            continue
    return notice_of_message(str(event.message_id or ""), Channel.EMAIL, settings.MAIL_DOMAIN)


def _plain(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


tracking.connect(on_tracking, dispatch_uid="notifier.delivery.on_tracking")
