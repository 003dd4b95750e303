"""The controller puts into the severity method what they know better than what is assumed."""

from collections.abc import Set
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case, SeverityChoice
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import check_law
from notifier.law.decisions.consistency import decider_problems
from notifier.law.severity.assessment import UNEXPLAINED
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.patients import Insight
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@transaction.atomic
def choose_severity(
    *,
    case: Case,
    insight: Insight | None,
    circumstances: Set[Circumstance],
    is_unintelligible: bool,
    reason: str,
    chooser: User,
    by: Actor,
    at: datetime,
) -> SeverityChoice:
    """A new version of what is put in; `insight` None leaves it to the specialty. Raises RefusedByLaw, CaseNotOpen."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    check_law(decider_problems(acts_for_controller=can_decide(chooser, case)), () if reason.strip() else (UNEXPLAINED,))
    pk = uuid4()
    sealed = seal_reason(sealer_for(case.pk), "severity_choices", pk, reason)
    choice = SeverityChoice.objects.create(
        id=pk,
        case=case,
        number=case.severity_choices.count() + 1,
        insight=insight or "",
        circumstances=sorted(circumstances),
        is_unintelligible=is_unintelligible,
        sealed=sealed.sealed,
        chosen_at=at,
        chosen_by=chooser,
    )
    said = {
        "number": choice.number,
        "insight": choice.insight,
        "circumstances": choice.circumstances,
        "unintelligible": is_unintelligible,
        "commitment": sealed.commitment,
    }
    record(Fact("severity.chosen", f"severity_choice:{pk}", case=case.pk, data=said), by=by, at=at)
    return choice
