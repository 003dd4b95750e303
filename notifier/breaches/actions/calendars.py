"""Secret addresses of calendars: made, shown once, taken back."""

import secrets
from datetime import datetime

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import CalendarAddress
from notifier.breaches.queries.calendars import digest


@transaction.atomic
def make_calendar(*, user: User, by: Actor, at: datetime) -> str:
    """A new secret for the person's calendar, in place of the one there was. It is told here and kept nowhere."""
    _revoke(user, at)
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.create(user=user, sha256=digest(secret), made_at=at)
    record(Fact("calendar.made", f"user:{user.pk}"), by=by, at=at)
    return secret


@transaction.atomic
def revoke_calendar(*, user: User, by: Actor, at: datetime) -> bool:
    """Whether there was an address; from now on it answers nobody."""
    was_there = _revoke(user, at)
    if was_there:
        record(Fact("calendar.revoked", f"user:{user.pk}"), by=by, at=at)
    return was_there


def _revoke(user: User, at: datetime) -> bool:
    return bool(CalendarAddress.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=at))
