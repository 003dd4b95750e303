"""What an office or vendor asked for is owed once to each who must read it."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions.following import nudge_cases
from notifier.breaches.actions.inviting import LIFETIME, accept_invitation, invite
from notifier.breaches.models import Invitation
from notifier.delivery.actions import owe_invitations, owe_nudges
from notifier.delivery.models import StaffMail
from tests.breaches.offices import mandate_office
from tests.breaches.sharing import Shared, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(now: datetime, by: Actor) -> Shared:
    return share(at=now, by=by)


def test_an_invitation_is_owed_once_and_only_while_it_works(shared: Shared, now: datetime, by: Actor) -> None:
    invite(breach=shared.breach, people=[shared.owner], invited_by=shared.vendor, by=by, at=now)
    assert [owe_invitations(by=by, at=now) for _ in range(2)] == [1, 0]
    assert StaffMail.objects.get().user == shared.owner
    invite(breach=shared.breach, people=[shared.other], invited_by=shared.vendor, by=by, at=now)
    accept_invitation(invitation=Invitation.objects.get(user=shared.other), password="x" * 14, by=by, at=now)
    assert owe_invitations(by=by, at=now) == 0
    again = now + LIFETIME
    invite(breach=shared.breach, people=[shared.owner], invited_by=shared.vendor, by=by, at=again)
    assert owe_invitations(by=by, at=again) == 1


def test_a_reminder_goes_to_those_who_decide_that_day(shared: Shared, now: datetime, by: Actor) -> None:
    office = mandate_office(shared, at=now, by=by)
    nudge_cases(cases=[shared.one, shared.two], office=office.organisation, user=office.dpo, by=by, at=now)
    assert [owe_nudges(by=by, at=now) for _ in range(2)] == [2, 0]
    assert {mail.user for mail in StaffMail.objects.all()} == {shared.owner, shared.other}
    nudge_cases(cases=[shared.one], office=office.organisation, user=office.dpo, by=by, at=now)
    assert owe_nudges(by=by, at=now + timedelta(days=1)) == 0
