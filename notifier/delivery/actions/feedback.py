"""What comes back after a message was accepted: a bounce, a complaint, a provider's word. Each is taken once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.delivery.actions.doubting import settle_by_record
from notifier.delivery.choices import FeedbackKind, Outcome, Step
from notifier.delivery.models import Attempt, Feedback, Suppression
from notifier.delivery.rules.feedback import AGAIN_AFTER, is_of, step, suppresses
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries.paper import against_letter
from notifier.notices.rules.following import settle
from notifier.notices.rules.states import event_for
from notifier.post.postfix_log import Fate, Record

_AT_ONCE = 500
# Of these the other side has the message, or may have it.
_ENDED = (Outcome.ACCEPTED, Outcome.UNKNOWN, Outcome.STARTED)


@dataclass(frozen=True, slots=True)
class Heard:
    """One word on the message of a notice; `key` is the SHA-256 of what tells it from every other."""

    key: str
    notice: UUID
    kind: FeedbackKind
    code: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class _End:
    """Where a message that came back leads."""

    state: State
    hold: HoldReason = HoldReason.NONE
    by_letter: bool = False


@transaction.atomic
def take_feedback(*, heard: Heard, by: Actor, at: datetime) -> Step | None:
    """Write the word down and do what it asks for. None where no such notice is known or the word was taken before."""
    if not Notice.objects.filter(pk=heard.notice).exists():
        return None
    defaults = {
        "notice_id": heard.notice,
        "kind": heard.kind,
        "code": heard.code[:40],
        "said_at": heard.said_at,
        "came_at": at,
    }
    row, is_new = Feedback.objects.get_or_create(key=heard.key, defaults=defaults)
    if not is_new and row.step != Step.LATER:
        return None
    return _take(row, by=by, at=at)


def take_later_feedback(*, by: Actor, at: datetime) -> int:
    """Take the words that came before our own receipt was written, or while an import held the notice. Returns how
    many were done with.
    """
    keys = Feedback.objects.filter(step=Step.LATER).order_by("came_at").values_list("pk", flat=True)
    return sum(_take_later(key, by=by, at=at) for key in list(keys[:_AT_ONCE]))


@transaction.atomic
def _take_later(key: str, *, by: Actor, at: datetime) -> bool:
    row = Feedback.objects.select_for_update().filter(pk=key, step=Step.LATER).first()
    return row is not None and _take(row, by=by, at=at) is not Step.LATER


def _take(row: Feedback, *, by: Actor, at: datetime) -> Step:
    notice, done = _locked(row.notice_id), Step.LATER
    if notice is not None:
        kind = FeedbackKind(row.kind)
        attempt = notice.attempts.filter(channel=Channel.EMAIL, outcome__in=_ENDED).order_by("-number").first()
        done = _step(row, kind, notice, attempt)
        if done is not Step.LATER:
            _carry_out(done, row, notice, attempt, by=by, at=at)
            # A word on an earlier try, or on a message given back already, still says what the address is worth.
            if suppresses(kind, row.code):
                _suppress(notice, kind, at)
    Feedback.objects.filter(pk=row.pk).update(step=done)
    return done


def _step(row: Feedback, kind: FeedbackKind, notice: Notice, attempt: Attempt | None) -> Step:
    soft_before = notice.feedback.filter(kind=FeedbackKind.BOUNCED_SOFT, step=Step.AGAIN).count()
    is_of_last = attempt is not None and is_of(row.said_at, attempt.started_at)
    state, channel = State(notice.state), Channel(notice.channel)
    return step(kind, state=state, channel=channel, is_of_last_try=is_of_last, soft_before=soft_before)


def _carry_out(done: Step, row: Feedback, notice: Notice, attempt: Attempt | None, *, by: Actor, at: datetime) -> None:
    if done is Step.SETTLE:
        fate = Fate.SENT if row.kind == FeedbackKind.DELIVERED else Fate.BOUNCED
        settle_by_record(records={notice.pk: Record(fate, row.said_at, row.code)}, by=by, at=at)
    elif done is Step.NOTED:
        kind = "notice.delivered" if row.kind == FeedbackKind.DELIVERED else "notice.complained"
        data = {"attempt": str(attempt.pk) if attempt else None, "code": row.code}
        record(Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)
    elif done in {Step.AGAIN, Step.LETTER} and attempt is not None:
        _give_back(notice, attempt, row.code, _end(notice, done, at), by=by, at=at)


def _end(notice: Notice, done: Step, at: datetime) -> _End:
    """Where the notice goes: nothing is sent for a closed case, nor to whom was erased, nor against what a later list
    said.
    """
    if notice.patient is None or notice.case.closed_at is not None:
        return _End(State.FAILED)
    late = HoldReason(notice.late_reason)
    if settle(State.QUEUED, late=late, owes_more=False) is State.HELD:
        return _End(State.HELD, late)
    if done is Step.AGAIN:
        return _End(State.QUEUED)
    notice.channel = Channel.LETTER
    hold = against_letter(notice, notice.patient, timezone.localdate(at).year)
    return _End(State.QUEUED, by_letter=True) if hold is HoldReason.NONE else _End(State.HELD, hold)


def _give_back(notice: Notice, attempt: Attempt, code: str, end: _End, *, by: Actor, at: datetime) -> None:
    """The message told nobody: its attempt says so, and the notice takes its next way."""
    changes: dict[str, object] = {"state": end.state, "changed_at": at, "more_leaked_at": None}
    if end.state is State.QUEUED:
        changes |= {"tries": 0, "due_at": at if end.by_letter else at + AGAIN_AFTER}
    if end.state is State.HELD:
        changes |= {"hold_reason": end.hold, "late_reason": HoldReason.NONE}
    if end.by_letter:
        changes |= {"channel": Channel.LETTER}
    Notice.objects.filter(pk=notice.pk).update(**changes)
    Attempt.objects.filter(pk=attempt.pk).update(outcome=Outcome.BOUNCED, code=code)
    data: dict[str, object] = {"attempt": str(attempt.pk), "outcome": Outcome.BOUNCED, "code": code}
    if end.state is State.HELD:
        data |= {"from": State.SENT, "reason": end.hold}
    kind = event_for(State.SENT, end.state, by_letter=end.by_letter)
    record(Fact(kind, f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)


def _suppress(notice: Notice, kind: FeedbackKind, at: datetime) -> None:
    """A complaint outweighs a bounce."""
    if notice.patient is None or notice.patient.mailbox_index is None:
        return
    values = {"kind": kind, "since": at}
    found, is_new = Suppression.objects.get_or_create(
        case=notice.case, index=notice.patient.mailbox_index, defaults=values
    )
    if not is_new and kind is FeedbackKind.COMPLAINED and found.kind != kind:
        Suppression.objects.filter(pk=found.pk).update(**values)


def _locked(pk: UUID) -> Notice | None:
    """The notice with its patient; None where somebody holds it at this moment."""
    rows = Notice.objects.filter(pk=pk).select_related("patient", "case")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.first()
