"""What mail to those who work with the system says: made when it is sent, in the person's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifier.accounts.models import User
from notifier.accounts.queries import is_demo_installation
from notifier.audit.checkpoints import latest_checkpoint
from notifier.breaches.models import Breach, Case, Invitation, Nudge
from notifier.breaches.queries.inviting import token_of
from notifier.breaches.queries.words import said
from notifier.delivery.choices import AlarmKind, StaffMailKind
from notifier.delivery.models import Alarm, StaffMail
from notifier.delivery.queries.alarm_words import ALARMS
from notifier.delivery.queries.clocks import clocks_of
from notifier.delivery.rules import DeadlineKey
from notifier.delivery.rules.alarms import AlarmKey
from notifier.law.deadlines import authority_deadline
from notifier.law.deadlines.clock import AFTER_CLOSING, Clock
from notifier.law.deadlines.labels import DUTIES, STOPS
from notifier.law.deadlines.periods import instant
from notifier.lib.dates import day_in_words, moment_in_words


class NothingToSay(LookupError):
    """What the message is about does not exist yet, or no more."""


class NoLongerDue(LookupError):
    """What the message reminds of was done meanwhile; it is not sent."""


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
    """The message, as things stand now. Raises NothingToSay, NoLongerDue."""
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


def _deadline(mail: StaffMail) -> Written:
    """How the clock stands when the message is made, in words, without a link: people log in as they always do."""
    key = DeadlineKey.parse(mail.key)
    at = mail.started_at or mail.due_at
    case = Case.objects.select_related("breach", "controller__organisation").filter(pk=key.case).first()
    running = clocks_of([case] if case else []).get(key.case, ())
    owed = [one for one in running if case and (case.is_open or one.duty in AFTER_CLOSING)]
    clock = next((one for one in owed if one.id == key.clock_id and not one.is_stopped(at)), None)
    if case is None or clock is None or _is_superseded(mail, key):
        raise NoLongerDue("the act was done, the case closed, or a later reminder says more")
    duty = said(DUTIES[clock.duty])
    context = {"case": case, "duty": duty, "stop": STOPS[clock.stops_with], **_standing(clock, at)}
    late = _("En retard : %(duty)s") if clock.is_late(at) else _("Échéance : %(duty)s")
    subject = framed(late % {"duty": duty})
    if case.breach.is_drill:
        subject = f"[{_('EXERCICE')}] {subject}"
    facts = {"clock": key.clock_id, "step": key.step}
    text = render_to_string("delivery/deadline.txt", context)
    return Written(subject, text, facts=facts, is_drill=case.breach.is_drill)


def _is_superseded(mail: StaffMail, key: DeadlineKey) -> bool:
    """Whether a later step of the same clock is owed to the same person: after days without a relay one is enough."""
    prefix = str(DeadlineKey(key.case, f"{key.clock_id}/", key.user)).rpartition(":user")[0]
    return StaffMail.objects.filter(user=mail.user_id, key__startswith=prefix, pk__gt=mail.pk).exists()


def _standing(clock: Clock, at: datetime) -> dict[str, Any]:
    """What the template says of time: how late, how long left, or how old."""
    overdue = instant(at) - instant(clock.limit) if clock.limit and clock.is_late(at) else None
    left = clock.left(at)
    return {"clock": clock, "overdue": overdue, "left": left or None, "age": clock.age(at)}


def framed(subject: str) -> str:
    """The subject, marked where nothing of it is real."""
    if is_demo_installation():
        return _("[Démonstration] %(subject)s") % {"subject": subject}
    return subject


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


def _alarm(mail: StaffMail) -> Written:
    """As it stands now: of what is over only the end is told, and of several messages the last."""
    key = AlarmKey.parse(mail.key)
    alarm = Alarm.objects.get(pk=key.alarm)
    is_over = alarm.over_at is not None
    if (key.step == 0) != is_over or key.step not in {0, alarm.step}:
        raise NoLongerDue("it is over, or a later message says more")
    words = ALARMS[AlarmKind(alarm.kind)]
    what = str(words.over if is_over else words.raised)
    text = render_to_string(
        "delivery/alarm.txt", {"alarm": alarm, "what": f"{what}.", "advice": words.advice, "is_over": is_over}
    )
    return Written(framed(f"[Notifier] {what}"), text, facts={"alarm": alarm.pk, "of": alarm.kind})


def _row(mail: StaffMail) -> int:
    """The row a key names: `invitation:12`, `nudge:7:user3`."""
    return int(mail.key.split(":")[1])


def _said_in() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


RENDERERS: dict[StaffMailKind, Callable[[StaffMail], Written]] = {
    StaffMailKind.CHECKPOINT: _checkpoint,
    StaffMailKind.DEADLINE: _deadline,
    StaffMailKind.INVITATION: _invitation,
    StaffMailKind.NUDGE: _nudge,
    StaffMailKind.ALARM: _alarm,
}


def _language(user: User) -> str:
    """French, until people say otherwise."""
    return getattr(user, "language", "") or settings.LANGUAGE_CODE
