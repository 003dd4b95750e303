"""Invitations: to registered people only, once, in time."""

from datetime import datetime, timedelta

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.actions.inviting import LIFETIME, accept_invitation, invite
from notifier.breaches.models import Invitation
from notifier.breaches.policies import InvitationOver
from notifier.breaches.queries.inviting import invitable, to_invite
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import Shared

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe assez long"


def invite_all(shared: Shared, user: User, by: Actor, at: datetime) -> int:
    people = to_invite(shared.breach, user, at)
    return invite(breach=shared.breach, people=people, invited_by=user, by=by, at=at)


def test_an_invitation_is_not_repeated_while_it_works(shared: Shared, now: datetime, by: Actor) -> None:
    later = now + LIFETIME + timedelta(seconds=1)
    assert [invite_all(shared, shared.vendor, by, at) for at in (now, now, later)] == [2, 0, 2]
    assert Invitation.objects.standing().count() == 2
    assert Event.objects.filter(kind="invitation.sent").count() == 4


def test_an_office_invites_people_of_mandating_controllers_only(shared: Shared, now: datetime, by: Actor) -> None:
    office = mandate_office(shared, both=False, at=now, by=by)
    assert list(invitable(shared.breach, office.dpo)) == [shared.owner]
    assert not invitable(shared.breach, shared.owner).exists()


def test_a_link_sets_a_password_once(shared: Shared, now: datetime, by: Actor) -> None:
    invite_all(shared, shared.vendor, by, now)
    invitation = Invitation.objects.get(user=shared.owner)
    accept_invitation(invitation=invitation, password=PASSWORD, by=by, at=now)
    assert User.objects.get(pk=shared.owner.pk).check_password(PASSWORD)
    with pytest.raises(InvitationOver):
        accept_invitation(invitation=invitation, password="un autre mot de passe", by=by, at=now)
    assert User.objects.get(pk=shared.owner.pk).check_password(PASSWORD)
    assert list(to_invite(shared.breach, shared.vendor, now + 2 * LIFETIME)) == [shared.other]


def test_a_link_that_is_too_old_or_of_someone_gone_sets_nothing(shared: Shared, now: datetime, by: Actor) -> None:
    invite_all(shared, shared.vendor, by, now)
    old, gone = Invitation.objects.order_by("pk")
    User.objects.filter(pk=gone.user_id).update(is_active=False)
    for invitation, at in ((old, now + LIFETIME), (gone, now)):
        with pytest.raises(InvitationOver):
            accept_invitation(invitation=invitation, password=PASSWORD, by=by, at=at)
