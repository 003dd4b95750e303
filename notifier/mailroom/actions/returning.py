"""The post brought a letter back: noted once, and what follows by rule is done at once."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.choices import ReturnReason, Step
from notifier.mailroom.models import Piece, ReturnedLetter
from notifier.mailroom.rules.returning import STEPS, next_state
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries import ApprovedVariants
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.rules.routing import reasons
from notifier.notices.rules.states import TRANSITIONS, event_for

_OUT = frozenset({State.IN_RUN, State.POSTED})


class NotInThePost(LookupError):
    """No letter of this notice can come back; `code`: already_noted, or not_posted."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def note_return(*, notice: Notice, reason: ReturnReason, decides: bool, by: Actor, at: datetime) -> ReturnedLetter:
    """Note that the letter came back, and do what follows. `decides` where who notes it acts for the controller. Raises
    NotInThePost.
    """
    Case.objects.select_for_update().get(pk=notice.case_id)
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    piece = Piece.objects.filter(notice=notice).select_related("run").order_by("-run__number").first()
    if piece is None or notice.state not in _OUT:
        is_noted = piece is not None and ReturnedLetter.objects.filter(piece=piece).exists()
        raise NotInThePost("already_noted" if is_noted else "not_posted")
    old, pk = State(notice.state), uuid4()
    _move(notice, State.RETURNED, at)
    data = {"from": old, "code": reason, "run": str(piece.run_id)}
    record(Fact(event_for(old, State.RETURNED), f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)
    was_retried = ReturnedLetter.objects.filter(piece__notice=notice).exists()
    led_to = _follow(notice, reason, was_retried=was_retried, decides=decides, by=by, at=at)
    return ReturnedLetter.objects.create(
        id=pk, piece=piece, reason=reason, led_to=led_to, noted_at=at, noted_by=str(by)
    )


@transaction.atomic
def correct_return(
    *, returned: ReturnedLetter, reason: ReturnReason, decides: bool, by: Actor, at: datetime
) -> ReturnedLetter:
    """The envelope says something else than was noted. What follows from that is done as far as the notice can still go
    there; what left meanwhile has left.
    """
    Case.objects.select_for_update().get(pk=returned.piece.run.case_id)
    returned = ReturnedLetter.objects.select_for_update().get(pk=returned.pk)
    notice = Notice.objects.select_for_update().get(pk=returned.piece.notice_id)
    if returned.reason == reason:
        return returned
    data = {"was": returned.reason, "code": reason}
    record(Fact("return.corrected", f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)
    others = ReturnedLetter.objects.filter(piece__notice=notice).exclude(pk=returned.pk)
    if notice.state == returned.led_to and not others.filter(noted_at__gt=returned.noted_at).exists():
        returned.led_to = _follow(notice, reason, was_retried=others.exists(), decides=decides, by=by, at=at)
    returned.reason = reason
    returned.save(update_fields=["reason", "led_to"])
    return returned


@transaction.atomic
def send_corrected(*, notice: Notice, by: Actor, at: datetime) -> bool:
    """Send the letter once more to an address that was put right, where it came back because nobody could be found at
    the old one; the caller holds the case. Once only. Returns whether it goes.
    """
    returned = list(ReturnedLetter.objects.filter(piece__notice=notice))
    waits = notice.state == State.RETURNED and len(returned) == 1
    if not waits or STEPS[ReturnReason(returned[0].reason)] is not Step.CORRECT or notice.patient is None:
        return False
    known = circumstances_of(notice.patient, timezone.localdate(at).year)
    if not known.has_address or not _has_text(notice, Channel.LETTER, at):
        return False
    _reroute(notice, Channel.LETTER, ReturnReason(returned[0].reason), by, at)
    return True


def _follow(
    notice: Notice, reason: ReturnReason, *, was_retried: bool, decides: bool, by: Actor, at: datetime
) -> State:
    """Where the notice goes from here; where it cannot go there any more it stays."""
    old = State(notice.state)
    state = next_state(reason, may_email=_may_email(notice, at), was_retried=was_retried, decides=decides)
    if state is old or state not in TRANSITIONS[old]:
        return old
    if state is State.QUEUED:
        return _reroute(notice, Channel.EMAIL, reason, by, at) if old is State.RETURNED else old
    changes: dict[str, Any] = {"hold_reason": HoldReason.DECEASED} if state is State.HELD else {}
    _move(notice, state, at, **changes)
    data = {"from": old, "code": reason} | ({"reason": HoldReason.DECEASED} if state is State.HELD else {})
    record_all([Fact(event_for(old, state), f"notice:{notice.pk}", case=notice.case_id, data=data)], by=by, at=at)
    return state


def _reroute(notice: Notice, channel: Channel, reason: ReturnReason, by: Actor, at: datetime) -> State:
    data = {"from": notice.state, "code": reason, "channel": channel}
    kind = event_for(State(notice.state), State.QUEUED)
    _move(notice, State.QUEUED, at, channel=channel, tries=0, due_at=at, more_leaked_at=None, posted_on=None)
    record(Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)
    return State.QUEUED


def _may_email(notice: Notice, at: datetime) -> bool:
    """Only where nothing stands against it and no message of this notice was tried before."""
    patient = notice.patient
    if patient is None or notice.late_reason or notice.attempts.filter(channel=Channel.EMAIL).exists():
        return False
    known = circumstances_of(patient, timezone.localdate(at).year)
    return known.is_mailed and not reasons(known) and _has_text(notice, Channel.EMAIL, at)


def _has_text(notice: Notice, channel: Channel, at: datetime) -> bool:
    approved = ApprovedVariants(notice.case, timezone.localdate(at).year)
    return notice.patient is not None and approved.has_all(notice, notice.patient, channel)


def _move(notice: Notice, state: State, at: datetime, **changes: Any) -> None:
    Notice.objects.filter(pk=notice.pk).update(state=state, changed_at=at, **changes)
    notice.refresh_from_db()
