"""What is not as it should be at this moment, and who is told."""

from datetime import datetime
from itertools import chain

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import sender_check
from notifier.audit.checkpoints import latest_checkpoint
from notifier.audit.models import Event, Leaf, Pending
from notifier.delivery.choices import AlarmKind, Outcome
from notifier.delivery.models import Alarm, Attempt, Completeness
from notifier.delivery.rules.alarms import CRASH, UNSIGNED, Trouble
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.queries.sending import is_sender_real
from notifier.notices.rules.sending import bad_codes, sender_standing

Troubles = dict[AlarmKind, Trouble]


def troubles(at: datetime, *, channel: str) -> Troubles:
    """By kind; `channel` is why no e-mail can leave, empty where it can. Around ten queries, each over what is few."""
    found = {
        AlarmKind.COMPLETENESS: _incomplete(),
        AlarmKind.CHANNEL: Trouble((channel,)) if channel else None,
        AlarmKind.CRASH: _crash(at),
        AlarmKind.DOUBTS: _doubts(),
        AlarmKind.LOG: _log(at),
        AlarmKind.SENDER: _sender(at),
    }
    return {kind: trouble for kind, trouble in found.items() if trouble is not None}


def is_channel_watched() -> bool:
    """Whether somebody was told, or may be, that no e-mail can leave."""
    return Alarm.objects.filter(kind=AlarmKind.CHANNEL, over_at__isnull=True).exists()


def operators() -> QuerySet[User]:
    """Who keeps the machine running."""
    return User.objects.filter(memberships__role=Role.OPERATOR, is_active=True).order_by("pk").distinct()


def _incomplete() -> Trouble | None:
    rows = list(Completeness.objects.exclude(differences=[]).values_list("differences", flat=True))
    kinds = sorted({difference["kind"] for difference in chain.from_iterable(rows)})
    return Trouble(tuple(kinds), len(rows)) if rows else None


def _crash(at: datetime) -> Trouble | None:
    latest = Event.objects.filter(kind="database.crashed").order_by("-at").values_list("at", flat=True).first()
    if latest is None:
        return None
    of_crash = Attempt.objects.filter(notice=OuterRef("pk"), outcome=Outcome.UNKNOWN, code="database_crashed")
    left = Notice.objects.filter(Exists(of_crash), state=State.IN_DOUBT).count()
    return Trouble(("database_crashed",), left) if left or at - latest < CRASH else None


def _doubts() -> Trouble | None:
    """Of drills nothing is told: they reach nobody."""
    count = Notice.objects.filter(state=State.IN_DOUBT, channel=Channel.EMAIL, case__breach__is_drill=False).count()
    return Trouble(("in_doubt",), count) if count else None


def _log(at: datetime) -> Trouble | None:
    latest, before = latest_checkpoint(), at - UNSIGNED
    waiting = Event.objects.filter(pk__in=Pending.objects.values("event_id"), at__lt=before).count()
    signed = latest.size if latest else 0
    first = Leaf.objects.filter(place__gte=signed).order_by("place").values_list("event_id", flat=True).first()
    unsigned = first is not None and Event.objects.filter(pk=first, at__lt=before).exists()
    codes = (*(["event_without_place"] if waiting else []), *(["log_unsigned"] if unsigned else []))
    return Trouble(codes, waiting or 1) if codes else None


def _sender(at: datetime) -> Trouble | None:
    """Where it was never looked up nobody is woken: an approval asks for it."""
    check = sender_check()
    if check is None or not is_sender_real():
        return None
    days = settings.SENDER.days
    code = sender_standing(verdict=check.verdict, settled_at=check.settled_at, days=days, at=at)
    if code == "sender_failing":
        codes = bad_codes(check.faults)
        return Trouble(codes, len(codes))
    return Trouble((code,)) if code == "sender_stale" else None
