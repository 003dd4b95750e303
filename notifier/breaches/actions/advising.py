"""What stands beside the controller's decisions: the DPO's advice, the authority's orders."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.canonical import moment
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import Paper
from notifier.breaches.models import Advice, Case, Order
from notifier.breaches.permissions import can_advise, can_decide
from notifier.breaches.policies import check_law
from notifier.law.decisions import shapes
from notifier.law.decisions.consistency import advice_problems, adviser_problems, decider_problems, order_problems
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@transaction.atomic
def give_advice(*, case: Case, advice: shapes.Advice, why: str, adviser: User, by: Actor, at: datetime) -> Advice:
    """The DPO's advice, a new version each time (GDPR 39(1)(a)). Raises RefusedByLaw, CaseNotOpen."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    check_law(adviser_problems(is_mandated=can_advise(adviser, case)), advice_problems(advice, why=why))
    pk = uuid4()
    sealed = seal_reason(sealer_for(case.pk), "advice", pk, why)
    given = Advice.objects.create(
        id=pk,
        case=case,
        number=case.advice.count() + 1,
        risk=advice.risk or "",
        notifies_authority=advice.notifies_authority,
        telling=advice.telling or "",
        sealed=sealed.sealed,
        given_at=at,
        given_by=adviser,
    )
    said = {
        "number": given.number,
        "risk": given.risk,
        "authority": given.notifies_authority,
        "telling": given.telling,
        "commitment": sealed.commitment,
    }
    record(Fact("advice.given", f"advice:{pk}", case=case.pk, data=said), by=by, at=at)
    return given


@transaction.atomic
def record_order(
    *, case: Case, kind: shapes.OrderKind, received_at: datetime, data: bytes, recorder: User, by: Actor, at: datetime
) -> Order:
    """A decision of the authority under GDPR 34(4), with the document it came in. Raises RefusedByLaw, CaseNotOpen."""
    check_law(
        decider_problems(acts_for_controller=can_decide(recorder, case)),
        order_problems(shapes.Order(kind, received_at, has_document=bool(data)), now=at),
    )
    document = keep_document(case=case, kind=Paper.ORDER, data=data, keeper=recorder, by=by, at=at)
    order = Order.objects.create(
        case=case, kind=kind, received_at=received_at, document=document, recorded_at=at, recorded_by=recorder
    )
    said = {"kind": kind, "received_at": moment(received_at), "document": document.sha256}
    record(Fact("order.received", f"order:{order.pk}", case=case.pk, data=said), by=by, at=at)
    return order
