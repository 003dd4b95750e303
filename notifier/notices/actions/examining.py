"""Looking at every letter before approval, and setting advice aside."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide
from notifier.notices.models import Override, RosterCheck, Wording
from notifier.notices.permissions import can_edit
from notifier.notices.policies import check_editing, check_overriding
from notifier.notices.queries.comments import OVERRIDES
from notifier.notices.rendering.checking import advisory_of, judged_findings
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.notices.rendering.fitting import examine_roster
from notifier.notices.rules.fitting import RosterReport, from_json
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@transaction.atomic
def check_roster_letters(*, wording: Wording, checker: User, by: Actor, at: datetime) -> RosterReport:
    """Look at every letter an approval would make now, and keep how many do not fit; who they are only the answer says.
    Raises WordingRefused, CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=wording.case_id)
    case.check_open()
    check_editing(state=wording.state, may_edit=can_edit(checker, case))
    report = examine_roster(wording, at)
    found = [one.as_json() for one in report.found()]
    RosterCheck.objects.update_or_create(
        wording=wording,
        defaults={
            "read_sha256": read_sha256(wording),
            "patients": report.patients,
            "found": found,
            "checked_at": at,
            "checked_by": checker,
        },
    )
    counts = {one["code"]: one["count"] for one in found if one["count"]}
    data = {"number": wording.number, "patients": report.patients, "found": counts}
    record(Fact("wording.checked", f"wording:{wording.pk}", case=case.pk, data=data), by=by, at=at)
    return report


@transaction.atomic
def override_finding(
    *, wording: Wording, finding: str, reason: str, decider: User, by: Actor, at: datetime
) -> Override:
    """Set aside an advisory finding of the wording as it stands, named by its fingerprint, for a reason that is sealed.
    The first reason stands. Raises WordingRefused, CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=wording.case_id)
    case.check_open()
    if given := wording.overrides.filter(finding=finding).first():
        return given
    roster = RosterCheck.objects.filter(wording=wording).first()
    judged = judged_findings(wording, from_json(roster.found) if roster else (), at)
    is_advisory = advisory_of(judged, finding)
    check_overriding(reason, state=wording.state, decides=can_decide(decider, case), is_advisory=is_advisory)
    code = next(one.finding.code for one in judged if one.fingerprint == finding)
    pk = uuid4()
    sealed = seal_reason(sealer_for(case.pk), OVERRIDES, pk, reason)
    override = Override.objects.create(
        pk=pk, wording=wording, code=code, finding=finding, sealed=sealed.sealed, given_at=at, given_by=decider
    )
    data = {"number": wording.number, "code": code, "finding": finding, "commitment": sealed.commitment}
    record(Fact("wording.advice_overridden", f"wording:{wording.pk}", case=case.pk, data=data), by=by, at=at)
    return override
