"""Reads about people and their organisations, and about the installation itself."""

import hashlib
from dataclasses import asdict

import rfc8785
from django.conf import settings
from django.db.models import QuerySet

from notifier.accounts.choices import Role
from notifier.accounts.models import Agreement, Installation, Mandate, Organisation, SenderCheck, User
from notifier.post.sender.judging import Sender


def has_role(user: User, *roles: Role) -> bool:
    """One query."""
    return user.memberships.filter(role__in=roles).exists()


def organisations_as(user: User, *roles: Role) -> QuerySet[Organisation]:
    """Where the user holds one of the roles."""
    return Organisation.objects.filter(memberships__user=user, memberships__role__in=roles)


def mandating_controllers(user: User, *roles: Role) -> QuerySet[Organisation]:
    """Controllers whose mandate, accepted and not ended, is held by an office where the user has one of the roles."""
    mandates = Mandate.objects.in_force().filter(office__in=organisations_as(user, *roles))
    return Organisation.objects.filter(pk__in=mandates.values("controller"))


def has_agreement(controller: int) -> bool:
    """Whether the controller accepted any version of the processing agreement: a contract outlives newer texts."""
    return Agreement.objects.filter(controller=controller).exists()


def is_demo_installation() -> bool:
    """Whether this database was set up as a demo; one that says nothing is real."""
    return Installation.objects.filter(is_demo=True).exists()


def is_set_up() -> bool:
    """Whether this database has been set up, for either use."""
    return Installation.objects.exists()


def configured_sender() -> Sender:
    """Whose records are looked up, as the settings say."""
    shown = settings.MAIL_SENDER.rpartition("@")[2].lower()
    known = settings.SENDER
    return Sender(
        shown=shown,
        envelope=settings.BOUNCE_DOMAIN or shown,
        signing=known.signing or shown,
        selectors=known.selectors,
        relays=known.relays,
        includes=known.includes,
        by_provider=bool(settings.MAIL_PROVIDER),
    )


def configuration_of(sender: Sender) -> str:
    """What tells one sender from another."""
    return hashlib.sha256(rfc8785.dumps({key: _plain(value) for key, value in asdict(sender).items()})).hexdigest()


def sender_check() -> SenderCheck | None:
    """What was last found of the sender as it is configured now; one query."""
    return SenderCheck.objects.filter(pk=configuration_of(configured_sender())).first()


def _plain(value: str | bool | tuple[str, ...]) -> str | bool | list[str]:
    return list(value) if isinstance(value, tuple) else value
