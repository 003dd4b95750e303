"""What is gathered for a package."""

from datetime import datetime

import pytest
from pytest_django.fixtures import Settings

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import change_key, make_checkpoint
from notifier.breaches.choices import Topic
from notifier.breaches.models import Case
from notifier.delivery.models import Attempt
from notifier.dossiers.rendering.material import NotWhatWasSent, gather
from notifier.dossiers.rules.material import Scope
from notifier.law.risk import Risk
from notifier.notices.choices import State
from tests.audit.test_keys import NEW
from tests.deciding import choice, decide

pytestmark = pytest.mark.django_db


def test_people_who_acted_are_named_for_the_authority_and_not_for_a_patient(
    case: Case, owner: User, now: datetime
) -> None:
    checkpoint = make_checkpoint(at=now)
    whole = gather(Scope(case.pk), checkpoint, language="fr", at=now)
    assert whole.declared["people"] == {f"user:{owner.pk}": owner.name}
    notice = case.notices.filter(state=State.SENT)[0]
    one = gather(Scope(case.pk, notice.pk, notice.reference), checkpoint, language="fr", at=now)
    assert set(one.declared) == {"breach", "controller"}


def test_one_notices_file_holds_only_the_masters_it_was_made_from(case: Case, now: datetime) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    scope = Scope(case.pk, notice.pk, notice.reference)
    (worded,) = gather(scope, make_checkpoint(at=now), language="fr", at=now).wordings
    assert len(worded.masters) == 1


def test_a_key_that_came_after_the_checkpoint_is_not_given(
    case: Case, now: datetime, by: Actor, settings: Settings
) -> None:
    checkpoint = make_checkpoint(at=now)
    settings.LOG_KEYS = f"{NEW},{settings.LOG_KEYS}"
    new = change_key(by=by, at=now)
    assert new not in gather(Scope(case.pk), checkpoint, language="fr", at=now).keys


def test_reasons_are_for_the_authority_and_not_for_a_patient(case: Case, now: datetime, by: Actor) -> None:
    decide(case, at=now, by=by)
    checkpoint = make_checkpoint(at=now)
    decide(case, choice(Topic.RISK, Risk.HIGH, "Écrit depuis"), at=now, by=by)
    whole = gather(Scope(case.pk), checkpoint, language="fr", at=now)
    assert ["Raison Canari" in reason.text for reason in whole.reasons] == [True] * 3
    assert "Canari" not in repr(whole.reasons)
    notice = case.notices.filter(state=State.SENT)[0]
    assert gather(Scope(case.pk, notice.pk, notice.reference), checkpoint, language="fr", at=now).reasons == ()


def test_bytes_that_differ_are_never_handed_over_as_what_was_sent(case: Case, now: datetime) -> None:
    Attempt.objects.update(commitment="0" * 64)
    notice = case.notices.filter(state=State.SENT)[0]
    with pytest.raises(NotWhatWasSent):
        gather(Scope(case.pk, notice.pk, notice.reference), make_checkpoint(at=now), language="fr", at=now)
