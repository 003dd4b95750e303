"""A later list names people who are owed a notice already: what has not left is stopped or made anew, and what came too
late is written down.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.models import MadeLetter
from notifier.delivery.queries import beacon
from notifier.notices.actions.suppressing import leave_email
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries import ApprovedVariants
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.rules.following import Consequence, consequence
from notifier.notices.rules.routing import Circumstances, route
from notifier.notices.rules.states import event_for
from notifier.rosters.actions.following import Learned
from notifier.rosters.choices import CareFlag, Tier

_LATE, _OWES_MORE = "notice.care_came_late", "notice.follow_up_owed"


@dataclass(frozen=True, slots=True)
class _Move:
    notice: Notice
    old: State
    becomes: Consequence


@transaction.atomic
def follow_roster(*, case: Case, learned: Sequence[Learned], by: Actor, at: datetime) -> Mapping[str, int]:
    """Do to the case's notices what the rules say; the caller holds the case. Returns how many were held, taken_back
    (letters), made_again (letters), too_late, and owed a follow_up.
    """
    moves = [move for move in _moves(case, learned, timezone.localdate(at).year) if move.becomes != Consequence()]
    _stop(moves, at)
    _write_down(moves, at)
    record_all([fact for move in moves for fact in _facts(move)], by=by, at=at)
    for one in learned:
        if CareFlag.NO_EMAIL in one.care:
            leave_email(patient=one.patient, by=by, at=at)
    return Counter(code for move in moves for code in _codes(move))


def _moves(case: Case, learned: Sequence[Learned], year: int) -> Iterable[_Move]:
    by_patient: dict[UUID | None, Learned] = {one.patient.pk: one for one in learned}
    notices = case.notices.filter(patient__in=by_patient).select_for_update()
    approved = ApprovedVariants(case, year)
    crashed = beacon() is None
    for notice in notices:
        one = by_patient[notice.patient_id]
        becomes = consequence(
            # After a crash what seems claimed may have left.
            State.SENDING if crashed and notice.state == State.CLAIMED else State(notice.state),
            care=_reason(notice, one, circumstances_of(one.patient, year)),
            is_wider=one.is_wider,
            has_text=not one.is_wider or approved.has_all(notice, one.patient),
        )
        if notice.state != State.HELD or becomes.hold != notice.hold_reason:
            yield _Move(notice, State(notice.state), becomes)


def _reason(notice: Notice, one: Learned, known: Circumstances) -> HoldReason:
    """Why the notice must wait, for what is new alone: what was known was decided on, where it was."""
    new = _hold(notice, one, replace(known, care=one.care))
    if new is HoldReason.NONE or notice.state != State.HELD:
        return new
    return _hold(notice, one, known)


def _hold(notice: Notice, one: Learned, known: Circumstances) -> HoldReason:
    """By the channel the notice takes, which need not be the first that is open to the patient."""
    chosen = replace(known, has_email=notice.channel == Channel.EMAIL, has_address=True, tier=Tier.ADMINISTRATIVE)
    if one.became_annotated:
        chosen = replace(chosen, tier=Tier.ANNOTATED)
    elif one.came_to_share:
        # Of what holds the annotated only this is new.
        chosen = replace(chosen, tier=Tier.ANNOTATED, may_be_minor=False, care_known=True, unseen_years=0)
    return route(chosen).hold


def _stop(moves: Iterable[_Move], at: datetime) -> None:
    """Out of any worker's hands, whose next start then finds the claim gone; a letter that was made is destroyed."""
    groups: dict[tuple[State, HoldReason], list[UUID]] = defaultdict(list)
    letters = []
    for move in moves:
        if move.becomes.state is not None:
            groups[move.becomes.state, move.becomes.hold].append(move.notice.pk)
            if move.old is State.READY_TO_PRINT:
                letters.append(move.notice.pk)
    MadeLetter.objects.filter(attempt__notice__in=letters).delete()
    for (state, reason), ids in groups.items():
        due = {"due_at": at} if state is State.QUEUED else {}
        Notice.objects.filter(pk__in=ids).update(
            state=state, hold_reason=reason, token=None, lease_until=None, changed_at=at, **due
        )


def _write_down(moves: Iterable[_Move], at: datetime) -> None:
    late: dict[HoldReason, list[UUID]] = defaultdict(list)
    for move in moves:
        if move.becomes.late is not HoldReason.NONE:
            late[move.becomes.late].append(move.notice.pk)
    for reason, ids in late.items():
        Notice.objects.filter(pk__in=ids).update(late_reason=reason)
    owing = [move.notice.pk for move in moves if move.becomes.owes_more]
    Notice.objects.filter(pk__in=owing).update(more_leaked_at=at)


def _facts(move: _Move) -> Iterable[Fact]:
    subject, becomes, case = f"notice:{move.notice.pk}", move.becomes, move.notice.case_id
    if becomes.state is State.QUEUED and move.old is State.CLAIMED:
        data = {"count": 1, "notices": [str(move.notice.pk)]}
        yield Fact(event_for(State.CLAIMED, State.QUEUED), f"case:{case}", case=case, data=data)
    elif becomes.state is not None:
        kind = event_for(move.old, becomes.state)
        yield Fact(kind, subject, case=case, data={"from": move.old, "reason": becomes.hold})
    if becomes.late is not HoldReason.NONE:
        yield Fact(_LATE, subject, case=case, data={"reason": becomes.late, "state": move.old})
    if becomes.owes_more:
        yield Fact(_OWES_MORE, subject, case=case, data={"state": move.old})


def _codes(move: _Move) -> Iterable[str]:
    was_letter = move.old is State.READY_TO_PRINT
    if move.becomes.state is State.HELD:
        yield "taken_back" if was_letter else "held"
    if move.becomes.state is State.QUEUED and was_letter:
        yield "made_again"
    if move.becomes.late is not HoldReason.NONE:
        yield "too_late"
    if move.becomes.owes_more:
        yield "follow_up"
