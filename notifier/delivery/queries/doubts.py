"""Reads of what is in doubt: for the page where a person settles it, and for the relay's record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min

from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.rosters.queries import open_person
from notifier.rosters.queries.pages import Masked, mask
from notifier.vault.keystore import sealer_for

PAGE = 50


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A notice in doubt and what is known of its attempt; it has been in doubt `since` then. `days` is the approved
    period.
    """

    notice: UUID
    case: UUID
    since: datetime
    days: int
    started_at: datetime | None
    channel: str
    message_id: str
    code: str

    @property
    def letter_at(self) -> datetime:
        return self.since + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """One of a list: masked, None where the patient was erased."""

    doubtful: Doubtful
    masked: Masked | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class DoubtPage:
    """Rows in a stable order; `next` is the key after which the next page begins, "" at the end."""

    rows: list[DoubtRow]
    next: str
    total: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """A wording under which notices have been in doubt for longer than was approved."""

    wording: UUID
    days: int


def doubtful(case: UUID | None = None) -> Iterator[Doubtful]:
    """All that is in doubt, oldest first, of one case or of all."""
    rows = Attempt.objects.filter(notice__state=State.IN_DOUBT, outcome=Outcome.UNKNOWN, ended_at=None)
    if case:
        rows = rows.filter(notice__case=case)
    columns = (
        "notice", "notice__case", "notice__changed_at", "notice__wording__doubt_days", "started_at", "channel",
        "message_id", "code",
    )  # fmt: skip
    for row in rows.order_by("notice__changed_at", "notice").values_list(*columns).iterator(chunk_size=1000):
        yield Doubtful(*row)


def doubt_page(case: Case, *, after: UUID | None) -> DoubtPage:
    """Up to 50 of the case after a key. Four queries."""
    doubts = Notice.objects.of_case(case.pk).filter(state=State.IN_DOUBT)
    total = doubts.count()
    if not total:
        return DoubtPage([], "", 0)  # A case that lost its key shows an empty list.
    wanted = doubts.filter(pk__gt=after) if after else doubts
    notices = list(wanted.select_related("patient", "wording").order_by("pk")[: PAGE + 1])
    attempts = _latest(notices[:PAGE])
    sealer = sealer_for(case.pk)
    rows = [
        DoubtRow(
            _doubtful(notice, attempts.get(notice.pk)),
            mask(notice.patient, open_person(notice.patient, sealer)) if notice.patient else None,
        )
        for notice in notices[:PAGE]
    ]
    return DoubtPage(rows, str(notices[PAGE - 1].pk) if len(notices) > PAGE else "", total)


def first_letter_at(case: Case) -> datetime | None:
    """When the first letter takes the place of a message in doubt; one query."""
    rows = Notice.objects.of_case(case.pk).filter(state=State.IN_DOUBT)
    earliest = rows.values_list("wording__doubt_days").annotate(first=Min("changed_at")).order_by()
    return min((first + timedelta(days=days) for days, first in earliest), default=None)


def overdue(at: datetime, case: UUID | None = None) -> list[Overdue]:
    """The wordings under which a letter is due now; one query."""
    rows = Notice.objects.filter(state=State.IN_DOUBT)
    if case:
        rows = rows.filter(case=case)
    earliest = rows.values_list("wording", "wording__doubt_days").annotate(first=Min("changed_at")).order_by()
    return [Overdue(wording, days) for wording, days, first in earliest if first <= at - timedelta(days=days)]


def _latest(notices: list[Notice]) -> dict[UUID, Attempt]:
    rows = Attempt.objects.filter(notice__in=notices).order_by("number")
    return {attempt.notice_id: attempt for attempt in rows.defer("sealed")}


def _doubtful(notice: Notice, attempt: Attempt | None) -> Doubtful:
    return Doubtful(
        notice=notice.pk,
        case=notice.case_id,
        since=notice.changed_at,
        days=notice.wording.doubt_days,
        started_at=attempt.started_at if attempt else None,
        channel=attempt.channel if attempt else notice.channel,
        message_id=attempt.message_id if attempt else "",
        code=attempt.code if attempt else "",
    )
