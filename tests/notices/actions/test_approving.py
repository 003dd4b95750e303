"""Approving: by the controller, of a whole text, once; frozen and hashed."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.actions import create_user
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.actions.deciding import delay_telling, lift_delay
from notifier.breaches.choices import Topic
from notifier.breaches.models import Case
from notifier.law.decisions.grounds import Balancing, Disproportionate
from notifier.law.decisions.shapes import EnforcementDelay, Telling
from notifier.law.risk import Risk
from notifier.law.severity.patients import Tier
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel, WordingState
from notifier.notices.models import Approval, Master, Notice, Wording
from notifier.notices.policies import NotApprovable
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.rosters.actions import import_roster
from tests.deciding import choice, decide
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


def approve(wording: Wording, approver: User, at: datetime, by: Actor) -> Approval:
    return approve_wording(wording=wording, approver=approver, by=by, at=at)


def refusal(wording: Wording, approver: User, at: datetime, by: Actor) -> tuple[str, ...]:
    with pytest.raises(NotApprovable) as caught:
        approve(wording, approver, at, by)
    assert not Approval.objects.filter(wording=wording).exists() or "not_a_draft" in caught.value.problems
    return caught.value.problems


def test_approving_freezes_and_owes_everyone(case: Case, owner: User, draft: Wording, now: datetime, by: Actor) -> None:
    approval = approve(draft, owner, now, by)
    draft.refresh_from_db()
    assert (draft.state, approval.approved_by, len(approval.sha256)) == (WordingState.APPROVED, owner, 64)
    assert case.notices.count() == case.patients.count() == 6
    event = read_event(bytes(Event.objects.get(kind="wording.approved").body))
    assert event["data"]["sha256"] == approval.sha256


def test_the_hash_binds_texts_and_facts(case: Case, owner: User, draft: Wording, now: datetime, by: Actor) -> None:
    """Two practices with the same texts approve different letters: their names and addresses are part of them."""
    other, person = open_practice(number=2, at=now, by=by)
    data = roster(emails=2, letters=1, held=1)
    import_roster(case=other, data=data, confirmed=frozenset(), user=person, by=by, at=now)
    one = approve(draft, owner, now, by).sha256
    two = approve(draft_wording(case=other, by=by, at=now), person, now, by).sha256
    assert one != two


def test_a_stranger_does_not_approve(draft: Wording, now: datetime, by: Actor) -> None:
    stranger = create_user(email="x@example.org", name="X", password=None, by=by, at=now)
    assert refusal(draft, stranger, now, by) == ("not_the_controller",)
    assert not Notice.objects.exists()


def test_approving_twice_is_refused(owner: User, draft: Wording, now: datetime, by: Actor) -> None:
    approve(draft, owner, now, by)
    assert refusal(draft, owner, now, by) == ("not_a_draft", "no_patient")
    assert Notice.objects.count() == 6


def test_a_case_without_patients_has_nobody_to_tell(now: datetime, by: Actor) -> None:
    empty, owner = open_practice(number=3, at=now, by=by)
    assert refusal(draft_wording(case=empty, by=by, at=now), owner, now, by) == ("no_patient",)


def test_a_text_that_lacks_what_the_law_asks_is_not_approved(
    owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    text = draft.texts.filter(language="en").first()
    assert text is not None
    text.parts["contact"] = " "
    text.save()
    assert refusal(draft, owner, now, by) == ("missing_contact",)


def test_masters_are_made_for_every_variant_of_the_roster_on_both_channels(
    owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    approve(draft, owner, now, by)
    made = set(Master.objects.values_list("channel", "variant"))
    # Whom an e-mail may leave in doubt, a letter says so.
    doubtful = {(channel, variant) for channel, variant in made if variant.endswith(".bis")}
    variants = {variant for _, variant in made - doubtful}
    assert made - doubtful == {(channel.value, variant) for channel in Channel for variant in variants}
    assert {channel for channel, _ in doubtful} == {Channel.LETTER}
    assert {variant.removesuffix(".bis") for _, variant in doubtful} < variants
    assert sum("guardian" in variant for variant in variants) == 1
    assert any(".annotated." in variant for variant in variants)


def test_masters_name_no_patient(owner: User, draft: Wording, now: datetime, by: Actor) -> None:
    approve(draft, owner, now, by)
    assert [m.variant for m in Master.objects.all() if b"canari" in bytes(m.data).lower()] == []


def test_a_later_version_supersedes_the_first_and_owes_newcomers_only(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    approve(draft, owner, now, by)
    more = roster(emails=3)
    import_roster(case=case, data=more, confirmed=frozenset(), user=owner, by=by, at=now)
    second = draft_wording(case=case, by=by, at=now)
    approve(second, owner, now, by)
    draft.refresh_from_db()
    assert draft.state == WordingState.SUPERSEDED
    assert sorted(case.notices.values_list("wording__number", flat=True)) == [1] * 6 + [2]


def test_the_number_of_queries_does_not_grow_with_the_roster(
    now: datetime, by: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case, owner = open_practice(number=4, at=now, by=by)
    import_roster(case=case, data=roster(emails=300), confirmed=frozenset(), user=owner, by=by, at=now)
    draft = draft_wording(case=case, by=by, at=now)
    with django_assert_max_num_queries(55):
        approve(draft, owner, now, by)


def test_what_the_controller_decided_binds_the_approval(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    delay = EnforcementDelay("Parquet", now, now.date() + timedelta(days=9), has_document=True)
    delay_telling(case=case, delay=delay, reason="enquête", data=b"x", decider=owner, by=by, at=now)
    assert refusal(draft, owner, now, by) == ("telling_delayed",)
    lift_delay(case=case, decider=owner, by=by, at=now)
    decide(
        case,
        choice(Topic.RISK, Risk.UNLIKELY, score_departure="chiffré"),
        choice(Topic.TELLING, Telling.NOT_OWED),
        at=now,
        by=by,
    )
    assert refusal(draft, owner, now, by) == ("telling_not_direct",)
    assert not Notice.objects.exists()


def test_an_exception_for_one_tier_owes_the_other_its_notices(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    case.patients.filter(has_email=True).update(tier=Tier.ANNOTATED)
    told = case.patients.filter(tier=Tier.ANNOTATED).count()
    test = Balancing("effort", "effets", "adresses mortes", collected_from_person=False)
    wide = Disproportionate(frozenset({Tier.ADMINISTRATIVE}), None, test)
    decide(case, choice(Topic.RISK, Risk.HIGH), choice(Topic.TELLING, Telling.EXCEPTION, evidence=wide), at=now, by=by)
    approve(draft, owner, now, by)
    assert 0 < told == case.notices.count() < case.patients.count()
    assert set(case.notices.values_list("patient__tier", flat=True)) == {"annotated"}


def test_what_changed_since_it_was_read_is_not_approved(owner: User, draft: Wording, now: datetime, by: Actor) -> None:
    read = read_sha256(draft)
    draft.texts.filter(language="en").update(subject="Another subject")
    with pytest.raises(NotApprovable) as caught:
        approve_wording(wording=draft, approver=owner, by=by, at=now, read=read)
    assert caught.value.problems == ("changed_since_read",)
    approve_wording(wording=draft, approver=owner, by=by, at=now, read=read_sha256(draft))
    event = read_event(bytes(Event.objects.get(kind="wording.approved").body))
    assert event["data"]["read_sha256"] == read_sha256(draft) != read


def test_a_patient_without_a_text_stops_the_approval(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    draft.texts.filter(tier="annotated", language="fr").delete()
    assert refusal(draft, owner, now, by) == ("no_text",)
