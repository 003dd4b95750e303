"""Reads of the outbox: what is left to do, for whom, and what came of it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, User
from notifier.breaches.models import Case
from notifier.delivery.choices import StaffMailState
from notifier.delivery.models import Attempt, Pause, StaffMail, Turn
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.rules.states import MOVING
from notifier.rosters.queries import open_person
from notifier.rosters.queries.pages import Masked, mask
from notifier.vault.keystore import sealer_for

_TURNS = 50
_FAILURES = 100


def counts_by_state(case: UUID | None = None) -> Counter[State]:
    """How many notices stand in each state; one query."""
    rows = _of(case).values_list("state").annotate(count=Count("*")).order_by()
    return Counter({State(state): count for state, count in rows})


def next_due(case: UUID | None = None) -> datetime | None:
    """When the next notice in the outbox is due; now or earlier means there is work. None when all is done."""
    moving = _of(case).filter(state__in=MOVING)
    earliest: datetime | None = moving.aggregate(earliest=Min("due_at"))["earliest"]
    return earliest


def due_channels(at: datetime, case: UUID | None = None) -> list[Channel]:
    """The channels something is due on now."""
    return [channel for channel in Channel if _of(case).due(at).filter(channel=channel).exists()]


def paused_channels(at: datetime) -> dict[Channel, str]:
    """The channels that are left alone for now, and why."""
    return {
        Channel(channel): code for channel, code in Pause.objects.filter(until__gt=at).values_list("channel", "code")
    }


def attempts_of(notices: Collection[UUID]) -> dict[UUID, int]:
    """How many attempts each of them has had, who had none left out; one query."""
    rows = Attempt.objects.filter(notice__in=notices).values_list("notice").annotate(count=Count("pk")).order_by()
    return dict(rows)


def latest_codes(case: UUID) -> Counter[str]:
    """Why the case's notices failed, counted by the code of their last try; one query."""
    last = Attempt.objects.filter(notice=OuterRef("pk")).order_by("-number").values("code")[:1]
    failed = Notice.objects.of_case(case).filter(state=State.FAILED).annotate(code=Subquery(last))
    return Counter(
        {
            code or "": count
            for code, count in failed.values_list("code").annotate(count=Count("*")).order_by("-count", "code")
        }
    )


@dataclass(frozen=True, slots=True)
class Failure:
    """A patient as a list may show them, and the code of the last try."""

    masked: Masked
    code: str


def failed_patients(case: Case) -> list[Failure]:
    """The first 100 whose notice failed. Two queries."""
    last = Attempt.objects.filter(notice=OuterRef("pk")).order_by("-number").values("code")[:1]
    failed = Notice.objects.of_case(case.pk).filter(state=State.FAILED, patient__isnull=False)
    notices = list(failed.select_related("patient").annotate(code=Subquery(last)).order_by("pk")[:_FAILURES])
    if not notices:
        return []  # A case that lost its key shows an empty list.
    sealer = sealer_for(case.pk)
    codes = {notice.pk: notice.code or "" for notice in notices}  # type: ignore[attr-defined] # annotated above
    return [
        Failure(mask(notice.recipient, open_person(notice.recipient, sealer)), codes[notice.pk]) for notice in notices
    ]


def turns(at: datetime, channels: Collection[Channel], case: UUID | None = None) -> list[tuple[UUID, Channel]]:
    """The cases and channels something is due on, who was served longest ago or never first; one query for each
    channel. Cut off where so many workers cannot be at work that all of these are taken.
    """
    found: list[tuple[bool, datetime, UUID, Channel]] = []
    for channel in channels:
        due = Notice.objects.due(at).filter(case=OuterRef("pk"), channel=channel)
        latest = Turn.objects.filter(case=OuterRef("pk"), channel=channel).values("served_at")
        cases = Case.objects.filter(Exists(due), **({"pk": case} if case else {}))
        order = F("served_at").asc(nulls_first=True)
        rows = cases.annotate(served_at=Subquery(latest)).order_by(order, "pk").values_list("pk", "served_at")
        found += [(served is not None, served or at, pk, channel) for pk, served in rows[:_TURNS]]
    return [(pk, channel) for _, _, pk, channel in sorted(found)]


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
