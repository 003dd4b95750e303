"""The physician decides for those whose notice waits: one by one, or a whole group by one rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.policies import RefusedByLaw
from notifier.notices.actions.settling import Decision, Outcome, Settler, Telling
from notifier.notices.choices import CareChoice, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries.care.reasons import waiting
from notifier.notices.rules.caring import NOT_BY_RULE, PERMITTED
from notifier.notices.rules.states import event_for

__all__ = ["Decision", "NotTheController", "Outcome", "Telling", "decide_group", "decide_one", "hold_again"]

_AT_ONCE = 2000


class NotTheController(PermissionError):
    """Only who acts for the controller decides."""


@transaction.atomic
def decide_group(
    *, case: Case, reason: HoldReason, decision: Decision, decider: User, by: Actor, at: datetime
) -> Outcome:
    """Decide by one rule for everyone who is held for this reason now; whom a later list brings is asked about again.
    Who is held for another reason besides that stands against it is left. Those the list calls already told are told
    as it says, where no other proof is given. Raises NotTheController, CaseNotOpen, RefusedByLaw.
    """
    case = _locked(case, decider)
    if decision.choice not in PERMITTED[reason].by_rule:
        raise RefusedByLaw((NOT_BY_RULE,))
    is_told = decision.choice is CareChoice.TOLD
    by_list = is_told and reason is HoldReason.ALREADY_TOLD and decision.telling == Telling()
    settler = Settler(case, replace(decision, by_rule=True, by_list=by_list), decider=decider, by=by, at=at)
    if is_told and not by_list and (problems := settler.problems(decision.telling)):
        raise RefusedByLaw(problems)
    held = case.notices.filter(state=State.HELD, hold_reason=reason, patient__isnull=False)
    outcome = _settle_all(case, list(held.order_by("pk").values_list("pk", flat=True)), settler, at)
    data = {"reason": reason, "choice": decision.choice, "count": outcome.done, "left": dict(outcome.left)}
    record(Fact("care.decided", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    return outcome


@transaction.atomic
def decide_one(*, case: Case, notice: UUID, decision: Decision, decider: User, by: Actor, at: datetime) -> Outcome:
    """Decide for one person who waits, whose sending failed, or who is to be told in person; who was told meanwhile
    is also taken out of the queue, never back from what was sent. Raises NotTheController, CaseNotOpen, RefusedByLaw,
    Notice.DoesNotExist.
    """
    case = _locked(case, decider)
    settler = Settler(case, replace(decision, by_rule=False, by_list=False), decider=decider, by=by, at=at)
    if decision.choice is CareChoice.TOLD and (problems := settler.problems(decision.telling)):
        raise RefusedByLaw(problems)
    wanted = case.notices.filter(pk=notice, patient__isnull=False)
    found = waiting(case, wanted, timezone.localdate(at).year, to_change=True)
    if not found:
        raise Notice.DoesNotExist
    return settler.settle(found)


@transaction.atomic
def hold_again(*, case: Case, notice: UUID, decider: User, by: Actor, at: datetime) -> bool:
    """Put someone who was to be told in person back among those to decide on. False when someone was quicker. Raises
    NotTheController, CaseNotOpen.
    """
    case = _locked(case, decider)
    found = case.notices.filter(pk=notice, state=State.TO_TELL).select_for_update().first()
    if found is None:
        return False
    Notice.objects.filter(pk=found.pk).update(state=State.HELD, changed_at=at)
    data = {"from": State.TO_TELL, "reason": found.hold_reason}
    record(Fact(event_for(State.TO_TELL, State.HELD), f"notice:{found.pk}", case=case.pk, data=data), by=by, at=at)
    return True


def _settle_all(case: Case, ids: Sequence[UUID], settler: Settler, at: datetime) -> Outcome:
    """Some thousands at a time: no statement grows without limit."""
    done, left = 0, Counter[str]()
    for start in range(0, len(ids), _AT_ONCE):
        some = case.notices.filter(pk__in=ids[start : start + _AT_ONCE])
        outcome = settler.settle(waiting(case, some, timezone.localdate(at).year, to_change=True))
        done, left = done + outcome.done, left + outcome.left
    return Outcome(done, left)


def _locked(case: Case, decider: User) -> Case:
    """The case first, as whoever imports, approves or erases does."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    if not Case.objects.decided_by(decider).filter(pk=case.pk).exists():
        raise NotTheController("only the controller decides")
    return case
