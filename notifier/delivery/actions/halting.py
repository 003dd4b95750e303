"""Having nothing more go out, of a case, of a breach or of everything, and letting it go on."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, Case
from notifier.delivery.actions.counting import Shares
from notifier.delivery.choices import HaltKind, HaltReason
from notifier.delivery.models import Halt, Tally
from notifier.delivery.policies import check_halt
from notifier.delivery.queries.halts import halts_in_force
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.notices.rules.states import event_for


@transaction.atomic
def halt(
    *,
    case: Case | None = None,
    breach: Breach | None = None,
    kind: HaltKind,
    reason: HaltReason,
    until: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Halt:
    """From now on claims pass over the case, the breach or, without either, everything. What is being handed over at
    this moment finishes; what a worker had claimed and not begun goes back. One that says the same as one in force adds
    nothing. Raises HaltRefused, CaseNotOpen.
    """
    check_halt(kind, until, at=at)
    if case is not None:
        Case.objects.select_for_update().get(pk=case.pk).check_open()
    standing = Halt.objects.in_force(at).filter(case=case, breach=breach, kind=kind, until=until).first()
    if standing is not None:
        return standing
    made = Halt.objects.create(
        case=case, breach=breach, kind=kind, reason=reason, begun_at=at, begun_by=str(by), until=until
    )
    data = {**_scope(made), "kind": kind, "reason": reason, "until": until.isoformat() if until else None}
    record(Fact("sending.halted", f"halt:{made.pk}", case=made.case_id, data=data), by=by, at=at)
    take_back_halted(by=by, at=at)
    return made


@transaction.atomic
def take_back_halted(*, by: Actor, at: datetime) -> int:
    """Out of the workers' hands with what they claimed and have not begun, whose next start then finds the claim gone.
    Also for a claim that was made while somebody halted its case. Returns how many.
    """
    halted = halts_in_force(at)
    if not halted:
        return 0
    # The leases are few and have their own index.
    claimed = Notice.objects.filter(halted.of_notices, state=State.CLAIMED, lease_until__isnull=False)
    by_case: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for case, pk in _lockable(claimed).order_by("case", "pk").values_list("case", "pk"):
        by_case[case].append(pk)
    ids = [pk for claims in by_case.values() for pk in claims]
    if ids:
        Shares.give_back(ids)
    Notice.objects.filter(pk__in=ids).update(state=State.QUEUED, token=None, lease_until=None, changed_at=at)
    # What a worker began together ends with the message it is handing over.
    in_hand = Notice.objects.filter(halted.of_notices, state=State.SENDING, lease_until__isnull=False)
    Tally.objects.filter(pk__in=in_hand.values("token")).update(stopped=True)
    record_all([_unclaimed(case, claims) for case, claims in by_case.items()], by=by, at=at)
    return len(ids)


@transaction.atomic
def lift_halt(*, halt: UUID, by: Actor, at: datetime) -> bool:
    """Let it go on; what else halts the same stays in force. False where it was lifted or over already."""
    found = Halt.objects.select_for_update().in_force(at).filter(pk=halt).first()
    if found is None:
        return False
    found.lifted_at = at
    found.save(update_fields=["lifted_at"])
    data = {**_scope(found), "kind": found.kind}
    record(Fact("sending.resumed", f"halt:{found.pk}", case=found.case_id, data=data), by=by, at=at)
    return True


def _scope(halt: Halt) -> dict[str, str | None]:
    scope = "case" if halt.case_id else "breach" if halt.breach_id else "everything"
    return {"scope": scope, "breach": str(halt.breach_id) if halt.breach_id else None}


def _unclaimed(case: UUID, ids: list[UUID]) -> Fact:
    data = {"count": len(ids), "notices": [str(pk) for pk in ids]}
    return Fact(event_for(State.CLAIMED, State.QUEUED), f"case:{case}", case=case, data=data)


def _lockable(rows: NoticeQuerySet) -> NoticeQuerySet:
    """A worker that begins one of these at this moment is left to finish it."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows
