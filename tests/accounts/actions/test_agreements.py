"""The processing agreement is accepted by who decides, once, in the version on offer."""

from datetime import datetime

import pytest

from notifier.accounts.actions import accept_agreement
from notifier.accounts.models import Agreement
from notifier.accounts.policies import AgreementRefused
from notifier.accounts.queries import has_agreement
from notifier.accounts.rules.agreements import agreement_on
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    Agreement.objects.all().delete()
    return cast


def test_who_decides_accepts_and_the_log_holds_the_words(cast: Cast, now: datetime, by: Actor) -> None:
    practice, text = cast.case.controller.organisation, agreement_on(now.date())
    for _ in range(2):
        accept_agreement(controller=practice, version=text.version, user=cast.owner, by=by, at=now)
    assert has_agreement(practice.pk)
    event = Event.objects.filter(kind="agreement.accepted").order_by("pk").last()
    assert event is not None
    data = {"version": text.version, "sha256": text.sha256, "accepted_by": cast.owner.pk}
    assert read_event(bytes(event.body))["data"] == data
    assert Agreement.objects.get().accepted_by == cast.owner


@pytest.mark.parametrize("who", ["assistant", "dpo", "auditor", "stranger"])
def test_nobody_else_binds_the_controller(cast: Cast, now: datetime, by: Actor, who: str) -> None:
    practice = cast.case.controller.organisation
    with pytest.raises(AgreementRefused) as refused:
        accept_agreement(controller=practice, version=1, user=cast.everyone[who], by=by, at=now)
    assert refused.value.code == "not_deciding"
    assert not has_agreement(practice.pk)


def test_a_version_that_is_not_on_offer_is_not_accepted(cast: Cast, now: datetime, by: Actor) -> None:
    with pytest.raises(AgreementRefused) as refused:
        accept_agreement(controller=cast.case.controller.organisation, version=9, user=cast.owner, by=by, at=now)
    assert refused.value.code == "another_version"
