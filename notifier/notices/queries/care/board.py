"""The care queue of a case: who waits, grouped by what stands in the way, and what to know besides."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count

from notifier.breaches.models import Case
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.queries.care.reasons import Waiting, waiting
from notifier.notices.rules.caring import PERMITTED, Permitted
from notifier.notices.rules.routing import KEPT_TOO_LONG_AFTER_YEARS, STALE_AFTER_YEARS
from notifier.rosters.queries import open_person
from notifier.rosters.queries.pages import Masked, mask
from notifier.vault.keystore import sealer_for

PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Those held for one reason, counted."""

    reason: HoldReason
    count: int
    permitted: Permitted


@dataclass(frozen=True, slots=True)
class Advice:
    """What holds nobody up, and is good to know: patients who share a mailbox with another, who have not been seen
    for long, and for so long that their file should no longer be there.
    """

    shared_mailbox: int
    long_unseen: int
    kept_too_long: int

    def __bool__(self) -> bool:
        return bool(self.shared_mailbox or self.long_unseen)


@dataclass(frozen=True, slots=True)
class Board:
    groups: Sequence[Group]
    to_tell: int
    told: int
    advice: Advice

    @property
    def held(self) -> int:
        return sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class Person:
    """One who waits, as a list may show them. `others` are the reasons beside the list's own."""

    notice: UUID
    state: State
    masked: Masked = field(repr=False)
    reasons: tuple[HoldReason, ...]
    permitted: Permitted


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Up to 50 people in a stable order; `next` is the key after which the next page begins, "" at the end."""

    rows: Sequence[Person]
    next: str


def care_board(case: Case, year: int) -> Board:
    """Four queries, whatever the number of people."""
    rows = case.notices.filter(state__in=[State.HELD, State.TO_TELL, State.TOLD]).values("state", "hold_reason")
    counted = rows.annotate(count=Count("pk")).order_by()
    held = {HoldReason(r["hold_reason"]): r["count"] for r in counted if r["state"] == State.HELD}
    return Board(
        groups=[Group(reason, held[reason], permitted) for reason, permitted in PERMITTED.items() if reason in held],
        to_tell=sum(r["count"] for r in counted if r["state"] == State.TO_TELL),
        told=sum(r["count"] for r in counted if r["state"] == State.TOLD),
        advice=_advice(case, year),
    )


def held_for(case: Case, reason: HoldReason) -> NoticeQuerySet:
    """Those held for the reason whose row is there."""
    return case.notices.filter(state=State.HELD, hold_reason=reason, patient__isnull=False)


def person_page(case: Case, notices: NoticeQuerySet, *, after: str, year: int) -> PersonPage:
    """Up to 50 people after a key; a key that is none begins at the front. Three queries, and one
    for the case's key."""
    if key := _key(after):
        notices = notices.filter(pk__gt=key)
    first = list(notices.order_by("pk").values_list("pk", flat=True)[: PAGE + 1])
    found = waiting(case, case.notices.filter(pk__in=first[:PAGE]), year)
    return PersonPage(people(case, found), str(first[PAGE - 1]) if len(first) > PAGE else "")


def people(case: Case, found: Sequence[Waiting]) -> list[Person]:
    """These people masked; one query, for the case's key."""
    sealer = sealer_for(case.pk) if found else None
    return [
        Person(
            one.notice.pk,
            State(one.notice.state),
            mask(one.patient, open_person(one.patient, sealer)),
            one.reasons,
            one.permitted,
        )
        for one in found
        if sealer is not None
    ]


def find_waiting(case: Case, notice: UUID, year: int) -> Waiting:
    """One notice with a patient. Raises Notice.DoesNotExist."""
    found = waiting(case, case.notices.filter(pk=notice, patient__isnull=False), year)
    if not found:
        raise Notice.DoesNotExist
    return found[0]


def _advice(case: Case, year: int) -> Advice:
    unseen = case.patients.filter(seen_year__isnull=False)
    return Advice(
        shared_mailbox=case.patients.filter(shares_mailbox=True).count(),
        long_unseen=unseen.filter(seen_year__lt=year - STALE_AFTER_YEARS).count(),
        kept_too_long=unseen.filter(seen_year__lt=year - KEPT_TOO_LONG_AFTER_YEARS).count(),
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
