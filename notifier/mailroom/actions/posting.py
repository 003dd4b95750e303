"""What became of the pieces of a run: handed to the post, or spoiled by the printer."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.policies import check_law
from notifier.mailroom.choices import Fate, Stage
from notifier.mailroom.models import Piece, PrintRun
from notifier.mailroom.rules.consigning import MAY_BE_PRINTED
from notifier.mailroom.rules.disposition import Answer, Problem, problems_of
from notifier.mailroom.rules.posting import posting_problems
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.rules.following import settle
from notifier.notices.rules.states import event_for

_AT_ONCE = 500
_NOT_TAKEN = (Stage.WAITING, Stage.DRAFTING, Stage.FILLING, Stage.ADDRESSING, Stage.SUBMITTING, Stage.DECLINED)


class DispositionRefused(ValueError):
    """Nothing of the file was taken; `problems` name its lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} lines")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Taken:
    """For how many pieces something new was said; `unchanged` had been said before."""

    printed: int = 0
    spoiled: int = 0
    posted: int = 0
    unchanged: int = 0


@transaction.atomic
def note_posted(*, run: PrintRun, places: Collection[int] | None, on: date, by: Actor, at: datetime) -> int:
    """Note that the run's letters, or those at the given places, were handed to the post on that day. What was noted
    before, was spoiled or came back stays as it is, so that twice does no harm. Returns how many are new. Raises
    RefusedByLaw for a day on which it cannot have been.
    """
    _lock(run)
    made_on, today = timezone.localdate(run.made_at), timezone.localdate(at)
    check_law(posting_problems(on=on, made_on=made_on, today=today))
    pieces = run.pieces.exclude(fate=Fate.SPOILED).filter(notice__state=State.IN_RUN)
    # What a provider is to print and has not taken, or will not, cannot have been posted; of what it took it says so
    # itself, but for the day where it names none.
    with_provider = Q(consignment__stage=Stage.SUBMITTED) & ~Q(consignment__code="date_missing")
    pieces = pieces.exclude(consignment__stage__in=_NOT_TAKEN).exclude(with_provider)
    if places is not None:
        pieces = pieces.filter(position__in=list(places))
    count = _post(run, list(pieces.values_list("pk", "notice_id")), on, by, at)
    if count:
        data = {"number": run.number, "count": count, "on": on.isoformat()}
        record(Fact("print_run.posted", f"print_run:{run.pk}", case=run.case_id, data=data), by=by, at=at)
    return count


@transaction.atomic
def take_disposition(*, run: PrintRun, answers: Sequence[Answer], by: Actor, at: datetime) -> Taken:
    """Take a printer's answer for the pieces of a run, all of it or nothing: raises DispositionRefused, naming each
    line that cannot be. The same file again changes nothing.
    """
    _lock(run)
    pieces = {piece.position: piece for piece in run.pieces.select_related("notice").order_by("position")}
    stands = {place: (piece.notice.reference, Fate(piece.fate)) for place, piece in pieces.items()}
    made_on, today = timezone.localdate(run.made_at), timezone.localdate(at)
    problems, found = problems_of(answers, stands, made_on=made_on, today=today)
    problems = [*problems, *_with_provider(run, found)]
    if problems:
        raise DispositionRefused(problems)
    new = {place: answer for place, answer in found.items() if answer.fate is not stands[place][1]}
    printed = [pieces[place].pk for place, answer in new.items() if answer.fate is Fate.PRINTED]
    _mark(printed, Fate.PRINTED)
    spoiled = [pieces[place] for place, answer in new.items() if answer.fate is Fate.SPOILED]
    _spoil(run, spoiled, by, at)
    days: defaultdict[date, list[tuple[int, UUID]]] = defaultdict(list)
    for place, answer in new.items():
        if answer.fate is Fate.POSTED and pieces[place].notice.state == State.IN_RUN:
            days[answer.on or today].append((pieces[place].pk, pieces[place].notice_id))
    posted = sum(_post(run, rows, on, by, at) for on, rows in sorted(days.items()))
    taken = Taken(len(printed), len(spoiled), posted, len(found) - len(printed) - len(spoiled) - posted)
    if new:
        data = {"number": run.number, "printed": len(printed), "spoiled": len(spoiled), "posted": posted}
        record(Fact("disposition.taken", f"print_run:{run.pk}", case=run.case_id, data=data), by=by, at=at)
    return taken


@transaction.atomic
def spoil(*, run: PrintRun, pieces: Collection[int], by: Actor, at: datetime) -> int:
    """These pieces (by key) are not printed in this run; their letters go into the next one, or wait for a person where
    a list that came meanwhile says so. Returns how many.
    """
    _lock(run)
    found = run.pieces.exclude(fate=Fate.SPOILED).filter(pk__in=pieces, notice__state=State.IN_RUN)
    spoiled = list(found.select_related("notice"))
    _spoil(run, spoiled, by, at)
    return len(spoiled)


def _with_provider(run: PrintRun, found: Mapping[int, Answer]) -> list[Problem]:
    """A letter that a provider may be printing is spoiled by nobody's word but the provider's."""
    spoiled = {place: answer.line for place, answer in found.items() if answer.fate is Fate.SPOILED}
    held = run.pieces.filter(position__in=spoiled, consignment__stage__in=MAY_BE_PRINTED)
    return [Problem(spoiled[place], "with_provider") for place in held.values_list("position", flat=True)]


def _lock(run: PrintRun) -> None:
    """One at a time says what became of a case's letters."""
    Case.objects.select_for_update().get(pk=run.case_id)


def _post(run: PrintRun, rows: Sequence[tuple[int, UUID]], on: date, by: Actor, at: datetime) -> int:
    _mark([piece for piece, _ in rows], Fate.POSTED)
    kind, moved = event_for(State.IN_RUN, State.POSTED), 0
    for start in range(0, len(rows), _AT_ONCE):
        ids = [notice for _, notice in rows[start : start + _AT_ONCE]]
        moving = Notice.objects.filter(pk__in=ids, state=State.IN_RUN)
        moved += moving.update(state=State.POSTED, posted_on=on, changed_at=at)
        data = {"run": str(run.pk), "on": on.isoformat()}
        record_all([Fact(kind, f"notice:{pk}", case=run.case_id, data=data) for pk in ids], by=by, at=at)
    return moved


def _spoil(run: PrintRun, pieces: Sequence[Piece], by: Actor, at: datetime) -> None:
    """The same letter goes into the next run, unless a list that came meanwhile says not to, or says more."""
    _mark([piece.pk for piece in pieces], Fate.SPOILED)
    groups: defaultdict[tuple[State, str], list[UUID]] = defaultdict(list)
    facts = []
    for notice in (piece.notice for piece in pieces):
        late, owes_more = HoldReason(notice.late_reason), notice.more_leaked_at is not None
        state = settle(State.READY_TO_PRINT, late=late, owes_more=owes_more)
        groups[state, late if state is State.HELD else HoldReason.NONE].append(notice.pk)
        data = {"run": str(run.pk), "from": State.IN_RUN}
        data |= {} if state is State.READY_TO_PRINT else {"reason": late}
        facts.append(Fact(event_for(State.IN_RUN, state), f"notice:{notice.pk}", case=run.case_id, data=data))
    for (state, reason), ids in groups.items():
        anew = {} if state is State.READY_TO_PRINT else {"more_leaked_at": None, "late_reason": HoldReason.NONE}
        due = {"due_at": at} if state is State.QUEUED else {}
        Notice.objects.filter(pk__in=ids).update(state=state, hold_reason=reason, changed_at=at, **anew, **due)
    record_all(facts, by=by, at=at)


def _mark(pieces: Sequence[int], fate: Fate) -> None:
    for start in range(0, len(pieces), _AT_ONCE):
        Piece.objects.filter(pk__in=pieces[start : start + _AT_ONCE]).update(fate=fate)
