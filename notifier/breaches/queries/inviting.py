"""Who of the controllers has opened an account, who was asked to, and the link that asks."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import mandating_controllers
from notifier.breaches.models import Breach, Case, Invitation
from notifier.breaches.permissions import can_write_facts

_SALT = "notifier.invitation"
# How Django marks a password nobody can type.
UNUSABLE = "!"
PAGE = 100


class Standing(StrEnum):
    """How far a person has come."""

    OPENED = "opened"
    WAITING = "waiting"
    EXPIRED = "expired"
    UNINVITED = "uninvited"


@dataclass(frozen=True, slots=True)
class Invited:
    """A person of a controller, and where they stand."""

    person: User
    practice: str
    standing: Standing
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """Some of the people, by number; `after` asks for the next ones."""

    rows: list[Invited]
    after: int | None


def token_of(invitation: Invitation) -> str:
    """What the link carries; only this house can make it, and it names nobody."""
    return signing.Signer(salt=_SALT).sign(str(invitation.pk))


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link names; whether it may still be used is the action's to say."""
    try:
        number = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("user", "breach").filter(pk=int(number)).first()


def invitable(breach: Breach, user: User) -> QuerySet[User]:
    """Whom this user may invite: people who prepare or decide in the breach's cases. The vendor: all of them, for it
    knows its customers; an office: those of the controllers that mandated it. None for everyone else.
    """
    cases = Case.objects.filter(breach=breach)
    if not can_write_facts(user, breach):
        cases = cases.filter(controller__organisation__in=mandating_controllers(user, Role.DPO, Role.COORDINATOR))
    practices = cases.values("controller")
    people = User.objects.filter(
        memberships__organisation__in=practices,
        memberships__role__in=[Role.CONTROLLER, Role.ASSISTANT],
        is_active=True,
    )
    return people.distinct()


def to_invite(breach: Breach, user: User, now: datetime) -> QuerySet[User]:
    """Of these, who has no account open and no invitation that still works."""
    alive = Invitation.objects.standing().filter(user=OuterRef("pk"), expires_at__gt=now)
    return invitable(breach, user).filter(unopened(), ~Exists(alive))


def standings(breach: Breach, user: User, now: datetime) -> Counter[Standing]:
    """How many stand where; three queries."""
    everyone = invitable(breach, user)
    shut = everyone.filter(unopened())
    standing = Invitation.objects.standing().filter(user__in=shut.values("pk"))
    total, waiting = everyone.count(), shut.count()
    alive = standing.filter(expires_at__gt=now).count()
    expired = standing.filter(expires_at__lte=now).count()
    return Counter({
        Standing.OPENED: total - waiting,
        Standing.WAITING: alive,
        Standing.EXPIRED: expired,
        Standing.UNINVITED: waiting - alive - expired,
    })  # fmt: skip


def invitation_page(breach: Breach, user: User, now: datetime, *, after: int) -> InvitationPage:
    """A hundred people at most; three queries. For an office only: a vendor is shown counts."""
    people = list(invitable(breach, user).filter(pk__gt=after).order_by("pk")[: PAGE + 1])
    shown = people[:PAGE]
    ids = [person.pk for person in shown]
    dates = dict(Invitation.objects.standing().filter(user__in=ids).values_list("user", "expires_at"))
    practices = dict(
        Case.objects.filter(breach=breach, controller__organisation__memberships__user__in=ids).values_list(
            "controller__organisation__memberships__user", "controller__organisation__name"
        )
    )
    rows = [
        Invited(one, practices.get(one.pk, ""), _standing(one, dates.get(one.pk), now), dates.get(one.pk))
        for one in shown
    ]
    return InvitationPage(rows, ids[-1] if len(people) > PAGE else None)


def unopened() -> Q:
    """Of users: no password was ever chosen."""
    return Q(password__startswith=UNUSABLE)


def _standing(person: User, expires_at: datetime | None, now: datetime) -> Standing:
    if person.has_usable_password():
        return Standing.OPENED
    if expires_at is None:
        return Standing.UNINVITED
    return Standing.WAITING if expires_at > now else Standing.EXPIRED
