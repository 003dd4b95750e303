"""Reads of what is in doubt: for the page where a person settles it, and for the relay's record."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, QuerySet

from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.queries import open_person
from notifier.rosters.queries.pages import Masked, mask
from notifier.vault.keystore import NoDataKey, sealer_for
from notifier.vault.sealing import CannotOpen, Sealer

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
    attempt: UUID | None = None

    @property
    def letter_at(self) -> datetime:
        return self.since + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """A doubtful try that went to a provider: what was sealed of it with the attempt, and what its message is stamped
    from.
    """

    doubtful: Doubtful
    attempt: UUID
    started_at: datetime
    commitment: str
    is_drill: bool
    kept: Mapping[str, Any] = field(repr=False)
    master: bytes = field(repr=False)

    @property
    def provider(self) -> str:
        return str(self.kept["fields"]["request"]["provider"])

    @property
    def key(self) -> str:
        return str(self.kept["fields"]["request"]["key"])


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
    """All that is in doubt, oldest first, of one case or of all; of each its last try."""
    columns = (
        "notice", "notice__case", "notice__changed_at", "notice__wording__doubt_days", "started_at", "channel",
        "message_id", "code", "pk",
    )  # fmt: skip
    rows = _doubtful_attempts(case).order_by("notice__changed_at", "notice")
    for row in rows.values_list(*columns).iterator(chunk_size=1000):
        yield Doubtful(*row)


def kept_requests(case: UUID | None = None) -> Iterator[KeptRequest]:
    """Of what is in doubt the tries that went to a provider, of which the bytes can be shown again, oldest first. One
    query for each thousand, and one for each case's key.
    """
    rows = _doubtful_attempts(case).filter(channel=Channel.EMAIL, sealed__isnull=False, master__isnull=False)
    rows = rows.select_related("notice__wording", "notice__case__breach", "master")
    sealers: dict[UUID, Sealer | None] = {}
    for attempt in rows.order_by("notice__changed_at", "notice").iterator(chunk_size=1000):
        owner = attempt.notice.case_id
        if owner not in sealers:
            sealers[owner] = _sealer(owner)
        if found := _kept_request(attempt, sealers[owner]):
            yield found


def _kept_request(attempt: Attempt, sealer: Sealer | None) -> KeptRequest | None:
    if sealer is None or attempt.master is None:
        return None
    try:
        kept = json.loads(sealer.open("attempts", attempt.pk, bytes(attempt.sealed or b"")))
    except CannotOpen:
        return None
    if "request" not in kept["fields"]:
        return None
    return KeptRequest(
        doubtful=_doubtful(attempt.notice, attempt),
        attempt=attempt.pk,
        started_at=attempt.started_at,
        commitment=attempt.commitment,
        is_drill=attempt.notice.case.breach.is_drill,
        kept=kept,
        master=bytes(attempt.master.data),
    )


def _sealer(case: UUID) -> Sealer | None:
    """None where the case's key was destroyed."""
    try:
        return sealer_for(case)
    except NoDataKey:
        return None


def _doubtful_attempts(case: UUID | None) -> QuerySet[Attempt]:
    """Of each notice in doubt its last attempt: an earlier one may have been in doubt too, and was settled."""
    later = Attempt.objects.filter(notice=OuterRef("notice"), number__gt=OuterRef("number"))
    rows = Attempt.objects.filter(~Exists(later), notice__state=State.IN_DOUBT, outcome=Outcome.UNKNOWN)
    return rows.filter(notice__case=case) if case else rows


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
        attempt=attempt.pk if attempt else None,
    )
