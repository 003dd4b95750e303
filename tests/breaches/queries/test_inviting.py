"""Links, and how far people have come."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.actions.inviting import LIFETIME, invite
from notifier.breaches.models import Invitation
from notifier.breaches.queries.inviting import Standing, invitation_of, invitation_page, standings, token_of
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import Shared

pytestmark = pytest.mark.django_db


def test_only_this_house_can_make_a_link(shared: Shared, now: datetime, by: Actor) -> None:
    invite(breach=shared.breach, people=[shared.owner], invited_by=shared.vendor, by=by, at=now)
    invitation = Invitation.objects.get()
    token = token_of(invitation)
    assert invitation_of(token) == invitation
    number, _sep, seal = token.partition(":")
    assert [invitation_of(text) for text in (f"{int(number) + 1}:{seal}", token[:-1], number, "")] == [None] * 4


def test_everyone_stands_somewhere(shared: Shared, now: datetime, by: Actor) -> None:
    office = mandate_office(shared, at=now, by=by)
    invite(breach=shared.breach, people=[shared.owner], invited_by=office.dpo, by=by, at=now)
    later = now + LIFETIME + timedelta(days=1)
    assert standings(shared.breach, shared.vendor, now) == Counter({Standing.WAITING: 1, Standing.UNINVITED: 1})
    assert standings(shared.breach, shared.vendor, later) == Counter({Standing.EXPIRED: 1, Standing.UNINVITED: 1})
    shared.other.set_password("un mot de passe assez long")
    shared.other.save()
    assert standings(shared.breach, office.dpo, now) == Counter({Standing.WAITING: 1, Standing.OPENED: 1})
    rows = invitation_page(shared.breach, office.dpo, now, after=0).rows
    assert [row.standing for row in rows] == [Standing.WAITING, Standing.OPENED]


def test_a_page_costs_the_same_for_one_and_for_many(
    shared: Shared, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = mandate_office(shared, at=now, by=by)
    with django_assert_num_queries(4):
        invitation_page(shared.breach, office.dpo, now, after=0)
