"""What mail to those who work with the system says: made when it is sent, in the person's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifier.accounts.models import User
from notifier.audit.checkpoints import latest_checkpoint
from notifier.delivery.choices import StaffMailKind
from notifier.delivery.models import StaffMail
from notifier.lib.dates import day_in_words


class NothingToSay(LookupError):
    """What the message is about does not exist yet, or no more."""


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it will be sent. `facts` are what its event tells of it."""

    subject: str
    text: str
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def write(mail: StaffMail) -> Written:
    """The message, as things stand now. Raises NothingToSay."""
    with translation.override(_language(mail.user)):
        return RENDERERS[StaffMailKind(mail.kind)](mail)


def _checkpoint(mail: StaffMail) -> Written:
    """The newest one, whatever the day the mail was owed for: it covers all before it."""
    newest = latest_checkpoint()
    if newest is None:
        raise NothingToSay("no checkpoint has been signed")
    note = bytes(newest.note)
    name = f"checkpoint-{newest.size}.txt"
    language = translation.get_language() or settings.LANGUAGE_CODE
    day = day_in_words(timezone.localdate(newest.made_at), language)
    text = render_to_string("delivery/checkpoint.txt", {"note": note.decode(), "size": newest.size, "name": name})
    subject = _("Point de contrôle du %(day)s, à conserver") % {"day": day}
    return Written(subject, text, {name: note}, {"size": newest.size})


RENDERERS: dict[StaffMailKind, Callable[[StaffMail], Written]] = {StaffMailKind.CHECKPOINT: _checkpoint}


def _language(user: User) -> str:
    """French, until people say otherwise."""
    return getattr(user, "language", "") or settings.LANGUAGE_CODE
