"""What mail to those who work with the system says: made when it is sent, in the person's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifier.accounts.models import User
from notifier.audit.checkpoints import latest_checkpoint
from notifier.breaches.models import Breach, Invitation, Nudge
from notifier.breaches.queries.inviting import token_of
from notifier.delivery.choices import StaffMailKind
from notifier.delivery.models import StaffMail
from notifier.law.deadlines import authority_deadline
from notifier.lib.dates import day_in_words, moment_in_words


class NothingToSay(LookupError):
    """What the message is about does not exist yet, or no more."""


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it will be sent. `facts` are what its event tells of it."""

    subject: str
    text: str
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    # Of a drill: it must reach nobody (rules.may_leave), and says so.
    is_drill: bool = False


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


def _invitation(mail: StaffMail) -> Written:
    """The link is made here and kept nowhere."""
    invitation = Invitation.objects.standing().select_related("breach").filter(pk=_row(mail)).first()
    if invitation is None:
        raise NothingToSay("the invitation is over")
    link = settings.PUBLIC_ADDRESS + reverse("invited", args=[token_of(invitation)])
    until = moment_in_words(timezone.localtime(invitation.expires_at), _said_in())
    context = {"name": mail.user.name, "link": link, "until": until, "is_drill": invitation.breach.is_drill}
    text = render_to_string("delivery/invitation.txt", context)
    return _of_a_breach(_("Ouvrez votre compte"), text, invitation.breach)


def _nudge(mail: StaffMail) -> Written:
    """What a controller has not done yet, and where to do it."""
    nudge = Nudge.objects.select_related("case__breach", "office").filter(pk=_row(mail)).first()
    if nudge is None or not nudge.case.is_open:
        raise NothingToSay("the case is closed")
    case = nudge.case
    due = None
    if not case.filings.exists():
        due = moment_in_words(timezone.localtime(authority_deadline(case.aware_at).naive), _said_in())
    context = {
        "name": mail.user.name,
        "office": nudge.office.name,
        "link": settings.PUBLIC_ADDRESS + reverse("case", args=[case.pk]),
        "due": due,
        "is_drill": case.breach.is_drill,
    }
    text = render_to_string("delivery/nudge.txt", context)
    return _of_a_breach(_("Un dossier attend votre décision"), text, case.breach)


def _of_a_breach(subject: str, text: str, breach: Breach) -> Written:
    marked = f"[{_('EXERCICE')}] {subject}" if breach.is_drill else subject
    return Written(marked, text, is_drill=breach.is_drill)


def _row(mail: StaffMail) -> int:
    """The row a key names: `invitation:12`, `nudge:7:user3`."""
    return int(mail.key.split(":")[1])


def _said_in() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


RENDERERS: dict[StaffMailKind, Callable[[StaffMail], Written]] = {
    StaffMailKind.CHECKPOINT: _checkpoint,
    StaffMailKind.INVITATION: _invitation,
    StaffMailKind.NUDGE: _nudge,
}


def _language(user: User) -> str:
    """French, until people say otherwise."""
    return getattr(user, "language", "") or settings.LANGUAGE_CODE
