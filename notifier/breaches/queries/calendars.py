"""Whose calendar a secret opens."""

from datetime import datetime
from hashlib import sha256

from notifier.accounts.models import User
from notifier.breaches.models import CalendarAddress


def digest(secret: str) -> str:
    """What is kept of a secret of 256 random bits: a plain hash, for nobody can guess such a one."""
    return sha256(secret.encode()).hexdigest()


def calendar_owner(secret: str) -> User | None:
    """The person, where the address is theirs, not taken back, and they may log in. One query."""
    found = CalendarAddress.objects.filter(sha256=digest(secret), revoked_at__isnull=True, user__is_active=True)
    address = found.select_related("user").first()
    return address.user if address else None


def calendar_made_at(user: User) -> datetime | None:
    """Since when the person has an address; None without one. One query."""
    found = CalendarAddress.objects.filter(user=user, revoked_at__isnull=True)
    return found.values_list("made_at", flat=True).first()
