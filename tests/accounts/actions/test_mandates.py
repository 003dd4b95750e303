"""Mandates to DPOs' offices: one in force, ended at once, given again."""

from datetime import datetime

import pytest

from notifier.accounts.actions import end_mandate, give_mandate
from notifier.accounts.models import Mandate, Organisation
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def office(cast: Cast) -> Organisation:
    return cast.dpo.memberships.get().organisation


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__startswith="mandate.").order_by("pk").values_list("kind", flat=True))


def give(cast: Cast, *, names: bool, by: Actor, at: datetime) -> Mandate:
    practice = cast.case.controller.organisation
    return give_mandate(
        controller=practice, office=office(cast), may_see_names=names, accepted_by=cast.owner, by=by, at=at
    )


def test_giving_the_same_again_changes_nothing(cast: Cast, now: datetime, by: Actor) -> None:
    before = kinds()
    assert give(cast, names=True, by=by, at=now) == Mandate.objects.get(office=office(cast))
    assert kinds() == before


def test_another_word_on_names_ends_the_mandate_before(cast: Cast, now: datetime, by: Actor) -> None:
    given = give(cast, names=False, by=by, at=now)
    assert list(Mandate.objects.in_force().filter(office=office(cast))) == [given]
    assert kinds()[-2:] == ["mandate.ended", "mandate.given"]


def test_an_ended_mandate_shows_nothing_any_more(cast: Cast, now: datetime, by: Actor) -> None:
    mandate = Mandate.objects.get(office=office(cast))
    assert Case.objects.visible_to(cast.dpo).exists()
    assert end_mandate(mandate=mandate, by=by, at=now)
    assert not Case.objects.visible_to(cast.dpo).exists()
    assert Case.objects.visible_to(cast.counting_dpo).exists()


def test_ending_twice_is_told_once(cast: Cast, now: datetime, by: Actor) -> None:
    mandate = Mandate.objects.get(office=office(cast))
    assert [end_mandate(mandate=mandate, by=by, at=now) for _ in range(2)] == [True, False]
    assert kinds().count("mandate.ended") == 1


def test_a_mandate_can_be_given_again(cast: Cast, now: datetime, by: Actor) -> None:
    end_mandate(mandate=Mandate.objects.get(office=office(cast)), by=by, at=now)
    give(cast, names=True, by=by, at=now)
    assert Case.objects.visible_to(cast.dpo).exists()
