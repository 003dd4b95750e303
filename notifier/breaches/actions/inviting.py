"""Asking the people of controllers to open their account. Only those who are registered for a controller, and at the
address registered for them: whoever invites gains no access by it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from notifier.accounts.actions import set_password
from notifier.accounts.models import User
from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor, user_actor
from notifier.breaches.models import Breach, Invitation
from notifier.breaches.policies import check_invitation

LIFETIME = timedelta(days=14)


@transaction.atomic
def invite(*, breach: Breach, people: Iterable[User], invited_by: User, by: Actor, at: datetime) -> int:
    """Invite each of them anew, but who has an open invitation that has not expired. Returns how many were invited."""
    wanted = {person.pk: person for person in people}
    Breach.objects.select_for_update().get(pk=breach.pk)
    standing = Invitation.objects.standing().filter(user__in=wanted)
    alive = set(standing.filter(expires_at__gt=at).values_list("user", flat=True))
    standing.filter(expires_at__lte=at).update(replaced_at=at)
    chosen = [pk for pk in wanted if pk not in alive]
    Invitation.objects.bulk_create(
        [
            Invitation(breach=breach, user_id=pk, invited_by=invited_by, invited_at=at, expires_at=at + LIFETIME)
            for pk in chosen
        ],
        batch_size=500,
    )
    facts = [Fact("invitation.sent", f"user:{pk}", data={"breach": str(breach.pk)}) for pk in chosen]
    record_all(facts, by=by, at=at)
    return len(chosen)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, by: Actor, at: datetime) -> None:
    """The person sets their password; the link is dead from here on. Raises InvitationOver."""
    held = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    check_invitation(
        accepted_at=held.accepted_at, replaced_at=held.replaced_at, expires_at=held.expires_at, now=at,
        is_active=held.user.is_active,
    )  # fmt: skip
    held.accepted_at = at
    held.save(update_fields=["accepted_at"])
    set_password(user=held.user, password=password, by=by, at=at)
    data = {"breach": str(held.breach_id)}
    record(Fact("invitation.accepted", f"user:{held.user_id}", data=data), by=user_actor(held.user_id), at=at)
