"""Telling more to those who were told already: a correction to all, or what leaked besides to those it is of."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.lib.ids import new_reference, uuid7
from notifier.notices.actions.drafting import begin
from notifier.notices.actions.withdrawing import withdraw_notices
from notifier.notices.choices import FollowUp, HoldReason, State, WordingState
from notifier.notices.models import Notice, Wording
from notifier.notices.policies import check_follow_up, check_giving_up
from notifier.notices.queries import followed
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.queries.following import WAITING, highest_numbers
from notifier.notices.rules.routing import route
from notifier.rosters.models import Patient

_BATCH = 1000
OWED, GIVEN_UP = "follow_up.owed", "follow_up.given_up"


@transaction.atomic
def begin_follow_up(*, case: Case, kind: FollowUp, decider: User, by: Actor, at: datetime) -> Wording:
    """Begin the text of a follow-up, with what was said last. The follow-up of that kind that is being written, where
    there is one. Raises WordingRefused, CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    draft = case.wordings.filter(state=WordingState.DRAFT).first()
    if draft is not None and draft.follow_up == kind:
        return draft
    check_follow_up(
        decides=can_decide(decider, case), has_draft=draft is not None, patients=followed(case, kind).count()
    )
    return begin(case, kind, by=by, at=at)


@transaction.atomic
def give_up_follow_up(*, wording: Wording, decider: User, by: Actor, at: datetime) -> None:
    """Put the draft of a follow-up aside unsent: it stays readable and nothing of it goes out. Raises WordingRefused,
    CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=wording.case_id)
    case.check_open()
    wording = Wording.objects.select_for_update().get(pk=wording.pk)
    check_giving_up(decides=can_decide(decider, case), state=wording.state, is_follow_up=bool(wording.follow_up))
    wording.state = WordingState.SUPERSEDED
    wording.save(update_fields=["state"])
    data = {"number": wording.number, "follow_up": wording.follow_up}
    record(Fact(GIVEN_UP, f"wording:{wording.pk}", case=case.pk, data=data), by=by, at=at)


def owe_follow_ups(*, wording: Wording, by: Actor, at: datetime) -> int:
    """Owe one more notice to each of those the wording is for; call inside the approval's transaction. A follow-up that
    still waits says less than this one and is withdrawn. Returns how many.
    """
    case, kind = wording.case, FollowUp(wording.follow_up)
    ids = list(followed(case, kind).order_by("pk").values_list("pk", flat=True))
    year, counts = timezone.localdate(at).year, Counter[str]()
    for some in _batches(iter(ids)):
        waiting = case.notices.filter(patient__in=some, number__gt=1, state__in=WAITING)
        withdraw_notices(notices=waiting, code="replaced", by=by, at=at)
        own = case.notices.filter(patient__in=some)
        numbers = dict(highest_numbers(own).values_list("patient", "highest"))
        firsts = dict(own.first_ones().values_list("patient", "pk"))
        notices = [
            _notice(wording, patient, numbers[patient.pk] + 1, year, at)
            for patient in case.patients.filter(pk__in=some).order_by("pk")
        ]
        Notice.objects.bulk_create(notices)
        own.update(more_leaked_at=None)
        record_all([_fact(notice, kind, firsts[notice.recipient.pk]) for notice in notices], by=by, at=at)
        counts.update(f"{n.state}.{n.channel}.{n.hold_reason}".rstrip(".") for n in notices)
    data = {"code": kind, "wording": str(wording.pk), "total": counts.total(), "by_route": dict(counts)}
    record(Fact("follow_ups.owed", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    return counts.total()


def _notice(wording: Wording, patient: Patient, number: int, year: int, at: datetime) -> Notice:
    chosen = route(circumstances_of(patient, year).once_told())
    return Notice(
        id=uuid7(at, os.urandom(10)),
        case_id=wording.case_id,
        patient=patient,
        number=number,
        wording=wording,
        reference=new_reference(os.urandom(8)),
        channel=chosen.channel,
        mail_bucket=patient.mail_bucket,
        state=State.HELD if chosen.hold is not HoldReason.NONE else State.QUEUED,
        hold_reason=chosen.hold,
        due_at=at,
        changed_at=at,
    )


def _fact(notice: Notice, kind: FollowUp, first: UUID) -> Fact:
    """It names the notice it follows, so that nobody can be told more who was not told before."""
    data = {
        "code": kind,
        "number": notice.number,
        "follows": str(first),
        "wording": str(notice.wording_id),
        "state": notice.state,
        "channel": notice.channel,
        "reason": notice.hold_reason,
    }
    return Fact(OWED, f"notice:{notice.pk}", case=notice.case_id, data=data)


def _batches(ids: Iterator[UUID]) -> Iterator[list[UUID]]:
    while batch := list(islice(ids, _BATCH)):
        yield batch
