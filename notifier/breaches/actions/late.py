"""Writing down why the authority is told late."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case, LateReasons
from notifier.breaches.policies import check_late_reasons
from notifier.breaches.queries.late import TABLE, is_late, reasons_given
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@transaction.atomic
def give_late_reasons(*, case: Case, text: str, by: Actor, at: datetime) -> bool:
    """Add the written reasons of GDPR Article 33(1), sealed with the case. False where the latest say the same.
    Raises LateReasonsRefused, CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    check_late_reasons(text, is_late=is_late(case, at))
    given = reasons_given(case, with_texts=True)
    if given and given[-1].text == text:
        return False
    pk = uuid4()
    sealed = seal_reason(sealer_for(case.pk), TABLE, pk, text)
    LateReasons.objects.create(pk=pk, case=case, text=sealed.sealed, given_by=str(by), given_at=at)
    data = {"commitment": sealed.commitment}
    record(Fact("late_reasons.given", f"late_reasons:{pk}", case=case.pk, data=data), by=by, at=at)
    return True
