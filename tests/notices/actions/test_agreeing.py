"""Two people approve where it is asked for; a practice with one who decides is never kept from telling its patients."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor, user_actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import approve_first, approve_wording, edit_text
from notifier.notices.actions.agreeing import TABLE, demand_two_persons, lift_two_persons
from notifier.notices.models import Approval, Demand, FirstApproval, Notice, Wording, WordingText
from notifier.notices.policies import NotApprovable, WordingRefused
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.notices.rules.documents import VariantText
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.notices.people import Team

pytestmark = pytest.mark.django_db


def demand(case: Case, asker: User, at: datetime, by: Actor) -> Demand:
    return demand_two_persons(case=case, asker=asker, by=by, at=at)


def first(draft: Wording, approver: User, at: datetime) -> FirstApproval:
    by = user_actor(approver.pk)
    return approve_first(wording=draft, approver=approver, by=by, at=at, read=read_sha256(draft))


def approve(draft: Wording, approver: User, at: datetime) -> Approval:
    by = user_actor(approver.pk)
    return approve_wording(wording=draft, approver=approver, by=by, at=at, read=read_sha256(draft))


@pytest.mark.parametrize(("name", "may"), [("partner", True), ("dpo", True), ("assistant", False), ("stranger", False)])
def test_the_controller_and_its_dpo_ask(
    name: str, *, may: bool, case: Case, team: Team, now: datetime, by: Actor
) -> None:
    if may:
        demand(case, getattr(team, name), now, by)
    else:
        with pytest.raises(WordingRefused, match="may_not_demand"):
            demand(case, getattr(team, name), now, by)
    assert Demand.objects.exists() is may


def test_asking_twice_is_asking_once(case: Case, team: Team, now: datetime, by: Actor) -> None:
    assert demand(case, team.dpo, now, by) == demand(case, team.partner, now, by)
    assert Event.objects.filter(kind="two_persons.demanded").count() == 1


def test_one_alone_does_not_send(case: Case, draft: Wording, owner: User, team: Team, now: datetime, by: Actor) -> None:
    demand(case, team.dpo, now, by)
    with pytest.raises(NotApprovable, match="second_person_needed"):
        approve(draft, owner, now)
    first(draft, owner, now)
    with pytest.raises(NotApprovable, match="second_person_needed"):
        approve(draft, owner, now)
    assert not Notice.objects.exists()


def test_the_second_person_sends_and_the_log_names_both(
    case: Case, draft: Wording, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    demand(case, team.dpo, now, by)
    given = first(draft, owner, now)
    approval = approve(draft, team.partner, now)
    assert approval.approved_by == team.partner
    one, two = Event.objects.filter(kind__in=["wording.first_approved", "wording.approved"]).order_by("pk")
    assert (one.actor, two.actor) == (str(user_actor(owner.pk)), str(user_actor(team.partner.pk)))
    said = read_event(bytes(two.body))["data"]
    assert (said["first"], said["read_sha256"]) == (str(user_actor(owner.pk)), given.read_sha256)


def test_an_edit_in_between_asks_for_both_again(
    case: Case, draft: Wording, text: WordingText, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    demand(case, team.dpo, now, by)
    first(draft, owner, now)
    wanted = VariantText("Autre objet", text.parts)
    edit_text(text=text, wanted=wanted, base=1, editor=team.assistant, by=by, at=now)
    with pytest.raises(NotApprovable, match="second_person_needed"):
        approve(draft, team.partner, now)
    first(draft, team.partner, now)
    approve(draft, owner, now)
    assert FirstApproval.objects.count() == 2


def test_who_no_longer_decides_does_not_count(
    case: Case, draft: Wording, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    demand(case, team.dpo, now, by)
    first(draft, team.partner, now)
    team.partner.is_active = False
    team.partner.save()
    # With the partner gone one person decides: that one suffices.
    approve(draft, owner, now)


def test_neither_assistant_nor_dpo_is_the_first_or_second(
    case: Case, draft: Wording, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    demand(case, team.dpo, now, by)
    for person in (team.assistant, team.dpo):
        with pytest.raises(NotApprovable, match="not_the_controller"):
            first(draft, person, now)
    first(draft, owner, now)
    for person in (team.assistant, team.dpo):
        with pytest.raises(NotApprovable, match="not_the_controller"):
            approve(draft, person, now)


def test_a_practice_with_one_who_decides_is_not_kept_waiting(
    case: Case, draft: Wording, owner: User, now: datetime, by: Actor
) -> None:
    demand(case, owner, now, by)
    with pytest.raises(NotApprovable, match="one_person_suffices"):
        first(draft, owner, now)
    assert approve(draft, owner, now).approved_by == owner


def test_the_same_first_approval_twice_is_one(
    case: Case, draft: Wording, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    demand(case, owner, now, by)
    assert first(draft, owner, now) == first(draft, owner, now)
    assert Event.objects.filter(kind="wording.first_approved").count() == 1


def test_the_controller_lifts_it_for_a_sealed_reason(
    case: Case, draft: Wording, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    row = demand(case, team.dpo, now, by)
    with pytest.raises(WordingRefused, match="not_the_controller"):
        lift_two_persons(case=case, reason="x", decider=team.dpo, by=by, at=now)
    with pytest.raises(WordingRefused, match="no_reason"):
        lift_two_persons(case=case, reason=" ", decider=owner, by=by, at=now)
    assert lift_two_persons(case=case, reason="Associé absent.", decider=owner, by=by, at=now)
    assert not lift_two_persons(case=case, reason="Associé absent.", decider=owner, by=by, at=now)
    row.refresh_from_db()
    said = read_event(bytes(Event.objects.get(kind="two_persons.lifted").body))["data"]
    sealed, sealer = bytes(row.sealed or b""), sealer_for(case.pk)
    assert check_reason(sealer, TABLE, row.pk, sealed, commitment=said["commitment"]) == "Associé absent."
    approve(draft, owner, now)
