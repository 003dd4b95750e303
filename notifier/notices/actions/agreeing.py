"""Asking that two people approve, and no longer asking."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.notices.models import Demand
from notifier.notices.permissions import can_demand
from notifier.notices.policies import check_demand, check_lifting
from notifier.notices.queries.agreeing import demand_in_force
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason

TABLE = "two_person_demand"


@transaction.atomic
def demand_two_persons(*, case: Case, asker: User, by: Actor, at: datetime) -> Demand:
    """Two people of the controller are to approve from now on; the demand there is, where there is one. Raises
    WordingRefused, CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    check_demand(may_demand=can_demand(asker, case))
    if demand := demand_in_force(case):
        return demand
    demand = Demand.objects.create(pk=uuid4(), case=case, made_at=at, made_by=asker)
    record(Fact("two_persons.demanded", f"case:{case.pk}", case=case.pk), by=by, at=at)
    return demand


@transaction.atomic
def lift_two_persons(*, case: Case, reason: str, decider: User, by: Actor, at: datetime) -> bool:
    """One person suffices again, for a reason that is sealed. False where none was asked for. Raises WordingRefused,
    CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    check_lifting(reason, decides=can_decide(decider, case))
    demand = demand_in_force(case)
    if demand is None:
        return False
    sealed = seal_reason(sealer_for(case.pk), TABLE, demand.pk, reason)
    demand.lifted_at, demand.lifted_by, demand.sealed = at, decider, sealed.sealed
    demand.save(update_fields=["lifted_at", "lifted_by", "sealed"])
    data = {"commitment": sealed.commitment}
    record(Fact("two_persons.lifted", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    return True
