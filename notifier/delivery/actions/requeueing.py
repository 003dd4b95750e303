"""Putting failed notices back: those a person asks for, and those a broken relay failed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, Pause
from notifier.delivery.queries.unreached import corrected_since, with_last_code
from notifier.delivery.rules import BELIEVED, PAUSE, REFUSALS, can_retry
from notifier.delivery.rules.handfuls import NOT_BEGUN
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.rules.states import event_for

REFUSES_ALL = "relay_refuses_all"


@transaction.atomic
def requeue_failed(*, case: Case, refused_too: bool = False, by: Actor, at: datetime) -> int:
    """Try the failed notices of the case again, from the beginning, of which that makes sense, or all of them where
    `refused_too`; twice does no harm. Returns how many. Raises CaseNotOpen.
    """
    Case.objects.select_for_update().get(pk=case.pk).check_open()
    failed = with_last_code(case.notices.filter(state=State.FAILED, patient__isnull=False)).select_for_update()
    corrected = corrected_since(case.pk)
    notices = [
        notice
        for notice in failed.only("case_id", "state", "patient_id", "changed_at")
        if refused_too or can_retry(notice.last_code, is_corrected=_is_corrected(notice, corrected))
    ]
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        state=State.QUEUED, tries=0, due_at=at, changed_at=at
    )
    record_all(_requeued(notices, "asked_for"), by=by, at=at)
    if notices:
        record(Fact("failures.requeued", f"case:{case.pk}", case=case.pk, data={"count": len(notices)}), by=by, at=at)
    return len(notices)


@transaction.atomic
def pause_refusing(*, channel: Channel, by: Actor, at: datetime) -> bool:
    """After a refusal: where the channel refused all it was given lately, leave it alone for a while and put back those
    it refused, as if they had not been tried. False where it did not.
    """
    # What was not handed over says nothing of the channel.
    ended = Attempt.objects.filter(channel=channel, ended_at__isnull=False).exclude(code=NOT_BEGUN).order_by("-pk")
    row = list(ended.select_related("notice")[:REFUSALS])
    if len(row) < REFUSALS or not all(map(_is_refused, row)):
        return False
    refused = _refusals([attempt.notice_id for attempt in row])
    doubted = [notice for notice, count in refused.items() if count < BELIEVED]
    failed = Notice.objects.filter(pk__in=doubted, state=State.FAILED, patient__isnull=False).select_for_update()
    notices = list(failed.only("case_id", "state"))
    if not notices:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        state=State.QUEUED, tries=0, due_at=at + PAUSE, changed_at=at
    )
    values = {"until": at + PAUSE, "code": REFUSES_ALL}
    Pause.objects.update_or_create(channel=channel, defaults=values)
    record_all(_requeued(notices, REFUSES_ALL), by=by, at=at)
    data = {"code": REFUSES_ALL, "until": (at + PAUSE).isoformat()}
    record(Fact("channel.paused", f"channel:{channel}", data=data), by=by, at=at)
    return True


def _is_corrected(notice: Notice, corrected: Mapping[UUID, datetime]) -> bool:
    when = corrected.get(notice.patient_id) if notice.patient_id else None
    return when is not None and when >= notice.changed_at


def _is_refused(attempt: Attempt) -> bool:
    return attempt.outcome == Outcome.REFUSED and attempt.code.isdigit()


def _refusals(notices: Iterable[UUID]) -> dict[UUID, int]:
    """How often each of them was refused; other tries do not count."""
    rows = Attempt.objects.filter(notice__in=list(notices), outcome=Outcome.REFUSED).values_list("notice")
    return dict(rows.annotate(count=Count("pk")).order_by())


def _requeued(notices: Iterable[Notice], code: str) -> Iterable[Fact]:
    kind = event_for(State.FAILED, State.QUEUED)
    return [Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data={"code": code}) for notice in notices]
