"""Settling what is in doubt: by the relay's own record, by a person, by a letter. Never by sending again unasked."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.choices import Answer, Evidence, Outcome, Way
from notifier.delivery.models import Attempt, DoubtRuling
from notifier.delivery.policies import check_ruling
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.rules.following import settle
from notifier.notices.rules.routing import Route, route
from notifier.notices.rules.states import event_for
from notifier.post.postfix_log import Fate, Record
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason

TABLE = "doubt_rulings"
_AT_ONCE = 500
_ENDS = {Fate.SENT: (State.SENT, Outcome.ACCEPTED), Fate.BOUNCED: (State.FAILED, Outcome.REFUSED)}


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of one notice. `hold` says why it waits, `outcome` what is known of the attempt now."""

    notice: Notice
    state: State
    outcome: Outcome
    code: str
    hold: HoldReason = HoldReason.NONE
    by_letter: bool = False


@transaction.atomic
def settle_by_record(*, records: Mapping[UUID, Record], by: Actor, at: datetime) -> Counter[State]:
    """Settle the notices of which the relay wrote that it sent or bounced them; others are left. Returns how many went
    where.
    """
    clear = {pk: found for pk, found in records.items() if found.fate in _ENDS}
    verdicts = []
    for notice in _locked(Notice.objects.filter(pk__in=clear)):
        found = clear[notice.pk]
        state, outcome = _ENDS[found.fate]
        code = found.code or ("relay_log" if state is State.SENT else "expired")
        verdicts.append(_verdict(notice, state, outcome, code))
    return _carry_out(verdicts, Way.RELAY_RECORD, by=by, at=at)


@transaction.atomic
def settle_by_letter(*, wording: UUID, days: int, by: Actor, at: datetime) -> Counter[State]:
    """Let letters that say one may have had the message already take the place of those in doubt under the wording for
    as many days as were approved with it; up to 500. Who cannot be written to waits for a person.
    """
    overdue = Notice.objects.filter(wording=wording, changed_at__lte=at - timedelta(days=days))
    notices = _locked(overdue)[:_AT_ONCE]
    year = timezone.localdate(at).year
    return _carry_out([_letter(one, year, "period_over") for one in notices], Way.LETTER, by=by, at=at)


@transaction.atomic
def rule_on_doubts(
    *,
    case: Case,
    notices: Collection[UUID] | None,
    answer: Answer,
    evidence: Evidence,
    reason: str,
    by: Actor,
    at: datetime,
) -> Counter[State]:
    """A person says what became of these, or of all the case has in doubt where `notices` is None, and why; the reason
    is sealed. Those settled meanwhile are passed over. Raises RulingRefused, CaseNotOpen.
    """
    Case.objects.select_for_update().get(pk=case.pk).check_open()
    check_ruling(answer, evidence, reason)
    wanted = Notice.objects.of_case(case.pk)
    found = list(_locked(wanted if notices is None else wanted.filter(pk__in=notices)))
    if answer is not Answer.ARRIVED:
        # To whom was erased nothing can be sent.
        found = [notice for notice in found if notice.patient is not None]
    if not found:
        return Counter()
    ruling = _keep(case, answer, evidence, reason, len(found), by=by, at=at)
    year = timezone.localdate(at).year
    verdicts = [_answered(notice, answer, evidence, year) for notice in found]
    return _carry_out(verdicts, Way.PERSON, ruling=ruling, by=by, at=at)


def _answered(notice: Notice, answer: Answer, evidence: Evidence, year: int) -> _Verdict:
    if answer is Answer.LETTER:
        return _letter(notice, year, evidence)
    if answer is Answer.AGAIN:
        return _verdict(notice, State.QUEUED, Outcome.UNKNOWN, evidence)
    return _verdict(notice, State.SENT, Outcome.ACCEPTED, evidence)


def _letter(notice: Notice, year: int, code: str) -> _Verdict:
    if notice.patient is None:
        return _verdict(notice, State.FAILED, Outcome.UNKNOWN, "patient_erased")
    hold = _letter_route(notice, year).hold
    if hold is HoldReason.NONE:
        return _verdict(notice, State.QUEUED, Outcome.UNKNOWN, code, by_letter=True)
    late = HoldReason(notice.late_reason)
    return _Verdict(notice, State.HELD, Outcome.UNKNOWN, code, hold=hold if late is HoldReason.NONE else late)


def _letter_route(notice: Notice, year: int) -> Route:
    """The way on paper. What forbids it waits for a person, also where it was decided on for a message before."""
    return route(replace(circumstances_of(notice.recipient, year), has_email=False))


def _verdict(notice: Notice, state: State, outcome: Outcome, code: str, *, by_letter: bool = False) -> _Verdict:
    """Unless a list that came meanwhile said to hold it: then nothing more goes out."""
    late = HoldReason(notice.late_reason)
    ends = settle(state, late=late, owes_more=notice.more_leaked_at is not None)
    if ends is State.HELD:
        return _Verdict(notice, ends, outcome, code, hold=late)
    return _Verdict(notice, ends, outcome, code, by_letter=by_letter)


def _locked(notices: NoticeQuerySet) -> NoticeQuerySet:
    """Those in doubt, with their patients, oldest first. What an import holds at this moment is left for later."""
    rows = notices.filter(state=State.IN_DOUBT).select_related("patient").order_by("changed_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _carry_out(
    verdicts: Collection[_Verdict], way: Way, *, ruling: UUID | None = None, by: Actor, at: datetime
) -> Counter[State]:
    groups: defaultdict[tuple[State, HoldReason, bool], list[UUID]] = defaultdict(list)
    for one in verdicts:
        groups[one.state, one.hold, one.by_letter].append(one.notice.pk)
    for (state, hold, by_letter), ids in groups.items():
        Notice.objects.filter(pk__in=ids).update(state=state, changed_at=at, **_changes(state, hold, by_letter, at))
    attempts = _end_attempts(verdicts, at)
    record_all([_fact(one, way, attempts, ruling) for one in verdicts], by=by, at=at)
    return Counter(one.state for one in verdicts)


def _changes(state: State, hold: HoldReason, by_letter: bool, at: datetime) -> dict[str, object]:
    if state is State.SENT:
        return {}
    changes: dict[str, object] = {"more_leaked_at": None}
    if state is State.HELD:
        return changes | {"hold_reason": hold, "late_reason": HoldReason.NONE}
    if state is State.QUEUED:
        changes |= {"tries": 0, "due_at": at}
    return changes | ({"channel": Channel.LETTER, "may_have_had": True} if by_letter else {})


def _end_attempts(verdicts: Iterable[_Verdict], at: datetime) -> dict[UUID, UUID]:
    """Say of each doubtful attempt what is known now; returns each notice's."""
    by_notice = {one.notice.pk: one for one in verdicts}
    open_ones = Attempt.objects.filter(notice__in=by_notice, outcome=Outcome.UNKNOWN).order_by("number")
    attempts = {attempt.notice_id: attempt for attempt in open_ones.only("pk", "notice_id")}
    for notice, attempt in attempts.items():
        attempt.outcome, attempt.code, attempt.ended_at = by_notice[notice].outcome, by_notice[notice].code, at
    Attempt.objects.bulk_update(attempts.values(), ["outcome", "code", "ended_at"], batch_size=_AT_ONCE)
    return {notice: attempt.pk for notice, attempt in attempts.items()}


def _fact(one: _Verdict, way: Way, attempts: Mapping[UUID, UUID], ruling: UUID | None) -> Fact:
    kind = event_for(State.IN_DOUBT, one.state, by_letter=one.by_letter)
    data = {
        "attempt": str(attempts.get(one.notice.pk)),
        "outcome": one.outcome,
        "code": one.code,
        "way": way,
        **({"ruling": str(ruling)} if ruling else {}),
        **({"from": State.IN_DOUBT, "reason": one.hold} if one.state is State.HELD else {}),
    }
    return Fact(kind, f"notice:{one.notice.pk}", case=one.notice.case_id, data=data)


def _keep(case: Case, answer: Answer, evidence: Evidence, reason: str, count: int, *, by: Actor, at: datetime) -> UUID:
    """The ruling with its reason, and the event that commits to it."""
    pk = uuid4()
    sealed = seal_reason(sealer_for(case.pk), TABLE, pk, reason)
    DoubtRuling.objects.create(
        pk=pk, case=case, answer=answer, evidence=evidence, count=count, reason=sealed.sealed, given_at=at,
        given_by=str(by),
    )  # fmt: skip
    data = {"answer": answer, "evidence": evidence, "count": count, "commitment": sealed.commitment}
    record(Fact("doubts.ruled", f"ruling:{pk}", case=case.pk, data=data), by=by, at=at)
    return pk
