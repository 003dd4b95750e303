from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions.severity import choose_severity
from notifier.breaches.models import Case, SeverityChoice
from notifier.breaches.policies import RefusedByLaw
from notifier.law.refusals import codes
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.patients import Insight
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.cast import make_cast
from tests.dossiers.endings import told
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def choose(case: Case, user: User, reason: str, now: datetime, by: Actor) -> SeverityChoice:
    return choose_severity(
        case=case,
        insight=Insight.CRITICAL,
        circumstances={Circumstance.MALICIOUS, Circumstance.KNOWN_RECIPIENTS},
        is_unintelligible=False,
        reason=reason,
        chooser=user,
        by=by,
        at=now,
    )


def test_a_choice_is_a_new_version_with_its_reason_sealed(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    first, second = choose(case, owner, "Raison Canari", now, by), choose(case, owner, "Autre", now, by)
    assert (first.number, second.number) == (1, 2)
    assert first.sealed is not None
    assert b"Canari" not in bytes(first.sealed)
    event = told("severity.chosen")[0]
    assert (event["insight"], event["circumstances"]) == ("critical", ["known_recipients", "malicious"])
    sealed = bytes(first.sealed)
    text = check_reason(sealer_for(case.pk), "severity_choices", first.pk, sealed, commitment=event["commitment"])
    assert text == "Raison Canari"


def test_only_the_controller_chooses_and_says_why(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    for user, reason, code in ((cast.owner, " ", "severity_unexplained"), (cast.dpo, "x", "decision_not_controller")):
        with pytest.raises(RefusedByLaw) as refused:
            choose(cast.case, user, reason, now, by)
        assert codes(refused.value.refusals) == (code,)
    assert told("severity.chosen") == []
