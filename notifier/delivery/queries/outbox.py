"""Reads of the outbox: what is left to do, for whom, and what came of it."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, User
from notifier.breaches.models import Case
from notifier.delivery.choices import StaffMailState
from notifier.delivery.models import Attempt, CasePace, Pause, StaffMail, Turn
from notifier.delivery.queries.halts import halts_in_force
from notifier.delivery.queries.limits import relay_has_room, relay_limits
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.rules.states import MOVING

_TURNS = 50
_PACES = CasePace.objects.filter(case=OuterRef("pk"))


def counts_by_state(case: UUID | None = None) -> Counter[State]:
    """How many notices stand in each state; one query."""
    return _by_state(_of(case))


def people_by_state(case: UUID | None = None) -> Counter[State]:
    """How many patients stand in each state, by their first notice; one query."""
    return _by_state(_of(case).first_ones())


def _by_state(notices: NoticeQuerySet) -> Counter[State]:
    rows = notices.values_list("state").annotate(count=Count("*")).order_by()
    return Counter({State(state): count for state, count in rows})


def next_due(case: UUID | None = None, *, at: datetime | None = None) -> datetime | None:
    """When the next notice in the outbox is due; now or earlier means there is work. None when all is done, or `at`
    that moment all that is left is halted.
    """
    moving = _of(case).filter(state__in=MOVING)
    if at is not None and (halted := halts_in_force(at)):
        moving = moving.exclude(halted.of_notices)
    earliest: datetime | None = moving.aggregate(earliest=Min("due_at"))["earliest"]
    return earliest


def due_channels(at: datetime, case: UUID | None = None) -> list[Channel]:
    """The channels something is due on now that nobody halted and no limit keeps waiting."""
    if halts_in_force(at) or Turn.objects.filter(rests_until__gt=at).exists():
        found = list(dict.fromkeys(turn.channel for turn in turns(at, list(Channel), case)))
    else:
        found = [channel for channel in Channel if _of(case).due(at).filter(channel=channel).exists()]
    if Channel.EMAIL in found and not relay_has_room(relay_limits(at)):
        found.remove(Channel.EMAIL)
    return found


def waits_for_a_limit(at: datetime, case: UUID | None = None) -> bool:
    """Whether e-mails are due that nobody halted, and limits let none of them go now."""
    due = _of(case).due(at).filter(channel=Channel.EMAIL).exclude(halts_in_force(at).of_notices)
    return Channel.EMAIL not in due_channels(at, case) and due.exists()


def paused_channels(at: datetime) -> dict[Channel, str]:
    """The channels that are left alone for now, and why."""
    return {
        Channel(channel): code for channel, code in Pause.objects.filter(until__gt=at).values_list("channel", "code")
    }


def attempts_of(notices: Collection[UUID]) -> dict[UUID, int]:
    """How many attempts each of them has had, who had none left out; one query."""
    rows = Attempt.objects.filter(notice__in=notices).values_list("notice").annotate(count=Count("pk")).order_by()
    return dict(rows)


class Served(NamedTuple):
    """A case whose turn it is on a channel, and whether its controller set a pace for it."""

    case: UUID
    channel: Channel
    is_paced: bool


def turns(at: datetime, channels: Collection[Channel], case: UUID | None = None) -> list[Served]:
    """The cases and channels something is due on, who was served longest ago or never first; those that are halted, or
    wait for a limit, are passed over. One query, and one for each channel. Cut off where so many workers cannot be at
    work that all of these are taken.
    """
    halted = halts_in_force(at)
    found: list[tuple[bool, datetime, Served]] = []
    for channel in channels:
        due = Notice.objects.due(at).filter(case=OuterRef("pk"), channel=channel)
        latest = Turn.objects.filter(case=OuterRef("pk"), channel=channel)
        cases = Case.objects.filter(Exists(due), **({"pk": case} if case else {})).exclude(halted.of_cases)
        order = F("served_at").asc(nulls_first=True)
        rows = (
            cases.filter(~Exists(latest.filter(rests_until__gt=at)))
            .annotate(served_at=Subquery(latest.values("served_at")), is_paced=Exists(_PACES))
            .order_by(order, "pk")
            .values_list("pk", "served_at", "is_paced")
        )
        found += [(served is not None, served or at, Served(pk, channel, paced)) for pk, served, paced in rows[:_TURNS]]
    return [turn for _, _, turn in sorted(found)]


def checkpoint_keepers() -> QuerySet[User]:
    """Who gets the day's checkpoint: those who decide for a controller, and the DPOs of offices mandated by one."""
    deciding = Q(memberships__role=Role.CONTROLLER, memberships__organisation__controller__isnull=False)
    mandated = Mandate.objects.in_force().values("office")
    following = Q(memberships__role=Role.DPO, memberships__organisation__in=mandated)
    return User.objects.filter(deciding | following, is_active=True).order_by("pk").distinct()


def due_staff_mail(at: datetime) -> QuerySet[StaffMail]:
    """Mail to staff that may be sent now, in the order in which it is due."""
    return StaffMail.objects.filter(state=StaffMailState.OWED, due_at__lte=at).order_by("due_at", "pk")


def _of(case: UUID | None) -> NoticeQuerySet:
    return Notice.objects.of_case(case) if case else Notice.objects.all()
