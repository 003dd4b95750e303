"""Every letter looked at before approval; advice set aside only by the controller, and only for a reason."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording
from notifier.notices.actions.examining import check_roster_letters, override_finding
from notifier.notices.models import Approval, Override, RosterCheck, Wording, WordingText
from notifier.notices.policies import NotApprovable, WordingRefused
from notifier.notices.queries.comments import OVERRIDES
from notifier.notices.rendering.checking import check_page
from notifier.notices.rules.fitting import RosterReport
from notifier.rosters.actions import import_roster
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.notices.people import Team
from tests.worlds import HEADER

pytestmark = pytest.mark.django_db
# 38 of the widest letters, which a postal line may have and a window cannot show.
WIDE = f"{HEADER}{'W' * 18};{'M' * 18};01/02/1980;1 rue du Port;69003;Lyon;;;;\n".encode()
REASON = "La lettre de M. Canari sera remise en main propre."


@pytest.fixture
def wide(case: Case, draft: Wording, owner: User, now: datetime, by: Actor) -> Wording:
    import_roster(case=case, data=WIDE, confirmed=frozenset(), user=owner, by=by, at=now)
    return draft


def check(draft: Wording, checker: User, at: datetime, by: Actor) -> RosterReport:
    return check_roster_letters(wording=draft, checker=checker, by=by, at=at)


def override(draft: Wording, finding: str, decider: User, at: datetime, by: Actor, reason: str = REASON) -> Override:
    return override_finding(wording=draft, finding=finding, reason=reason, decider=decider, by=by, at=at)


def fingerprint(draft: Wording, now: datetime) -> str:
    (one,) = check_page(draft, 0, now).judged
    return one.fingerprint


def test_an_address_too_wide_is_found_and_counted(wide: Wording, owner: User, now: datetime, by: Actor) -> None:
    report = check(wide, owner, now, by)
    assert [fault.code for fault in report.faults] == ["address_too_wide"]
    kept = RosterCheck.objects.get()
    assert (kept.patients, [one["count"] for one in kept.found]) == (7, [1])
    said = read_event(bytes(Event.objects.get(kind="wording.checked").body))["data"]
    assert said == {"number": 1, "patients": 7, "found": {"address_too_wide": 1}}


def test_the_approval_finds_it_by_itself(wide: Wording, owner: User, now: datetime, by: Actor) -> None:
    with pytest.raises(NotApprovable) as caught:
        approve_wording(wording=wide, approver=owner, by=by, at=now)
    assert caught.value.problems == ("address_too_wide",)


def test_set_aside_for_a_sealed_reason_it_does_not_stand_in_the_way(
    wide: Wording, owner: User, now: datetime, by: Actor
) -> None:
    check(wide, owner, now, by)
    row = override(wide, fingerprint(wide, now), owner, now, by)
    body = bytes(Event.objects.get(kind="wording.advice_overridden").body)
    said = read_event(body)["data"]
    assert said["code"] == "address_too_wide"
    assert b"Canari" not in body + bytes(row.sealed or b"")
    sealed = bytes(row.sealed or b"")
    sealer = sealer_for(wide.case_id)
    assert check_reason(sealer, OVERRIDES, row.pk, sealed, commitment=said["commitment"]) == REASON
    approve_wording(wording=wide, approver=owner, by=by, at=now)
    assert Approval.objects.exists()


def test_a_reason_for_one_patient_covers_no_other(
    case: Case, wide: Wording, owner: User, now: datetime, by: Actor
) -> None:
    check(wide, owner, now, by)
    override(wide, fingerprint(wide, now), owner, now, by)
    more = WIDE.replace(b"MMM", b"WWW")
    import_roster(case=case, data=more, confirmed=frozenset(), user=owner, by=by, at=now)
    with pytest.raises(NotApprovable, match="address_too_wide"):
        approve_wording(wording=wide, approver=owner, by=by, at=now)


@pytest.mark.parametrize("name", ["assistant", "dpo", "stranger"])
def test_only_the_controller_sets_aside(
    name: str, wide: Wording, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    check(wide, owner, now, by)
    with pytest.raises(WordingRefused, match="not_the_controller"):
        override(wide, fingerprint(wide, now), getattr(team, name), now, by)


def test_a_reason_is_needed_and_the_first_stands(wide: Wording, owner: User, now: datetime, by: Actor) -> None:
    check(wide, owner, now, by)
    with pytest.raises(WordingRefused, match="no_reason"):
        override(wide, fingerprint(wide, now), owner, now, by, reason="  ")
    first = override(wide, fingerprint(wide, now), owner, now, by)
    assert override(wide, fingerprint(wide, now), owner, now, by, reason="autre") == first
    assert Event.objects.filter(kind="wording.advice_overridden").count() == 1


def test_what_blocks_is_mended_not_set_aside(
    draft: Wording, text: WordingText, owner: User, now: datetime, by: Actor
) -> None:
    WordingText.objects.filter(pk=text.pk).update(parts={**text.parts, "contact": ""})
    with pytest.raises(WordingRefused, match="finding_blocks"):
        override(draft, fingerprint(draft, now), owner, now, by)


def test_what_is_not_found_cannot_be_set_aside(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    with pytest.raises(WordingRefused, match="finding_gone"):
        override(draft, "0" * 64, owner, now, by)


@pytest.mark.parametrize(("name", "may"), [("assistant", True), ("dpo", True), ("stranger", False)])
def test_who_edits_may_check(name: str, *, may: bool, draft: Wording, team: Team, now: datetime, by: Actor) -> None:
    if may:
        check(draft, getattr(team, name), now, by)
    else:
        with pytest.raises(WordingRefused):
            check(draft, getattr(team, name), now, by)
    assert RosterCheck.objects.exists() is may


def test_a_second_look_replaces_the_first(wide: Wording, owner: User, now: datetime, by: Actor) -> None:
    report = check(wide, owner, now, by)
    wide.case.patients.filter(pk=report.faults[0].patient).delete()
    check(wide, owner, now, by)
    assert RosterCheck.objects.get().found == []
