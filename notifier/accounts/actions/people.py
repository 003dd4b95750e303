"""Setting people up."""

from datetime import datetime

from django.db import transaction

from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import Installation, Membership, Organisation, User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor


class AlreadySetUp(RuntimeError):
    """The database already says what it is for, and says it differently."""


@transaction.atomic
def set_up_installation(*, is_demo: bool, by: Actor, at: datetime) -> None:
    """Say once whether this database is a demo; a real one never becomes a demo, nor the reverse."""
    if existing := Installation.objects.first():
        if existing.is_demo != is_demo:
            raise AlreadySetUp("this database was set up for the other use")
        return
    Installation.objects.create(pk=1, is_demo=is_demo, created_at=at)
    record(Fact("installation.set_up", data={"demo": is_demo}), by=by, at=at)


@transaction.atomic
def create_organisation(*, kind: OrganisationKind, name: str, by: Actor, at: datetime) -> Organisation:
    organisation = Organisation.objects.create(kind=kind, name=name, created_at=at)
    record(Fact("organisation.created", f"organisation:{organisation.pk}", data={"kind": kind}), by=by, at=at)
    return organisation


@transaction.atomic
def create_user(*, email: str, name: str, password: str | None, by: Actor, at: datetime) -> User:
    """A person who may log in; without a password, only after a reset."""
    user = User(email=email.lower(), name=name, created_at=at)
    user.set_password(password)
    user.save(force_insert=True)
    record(Fact("user.created", f"user:{user.pk}"), by=by, at=at)
    return user


@transaction.atomic
def add_member(*, user: User, organisation: Organisation, role: Role, by: Actor, at: datetime) -> Membership:
    membership = Membership.objects.create(user=user, organisation=organisation, role=role, created_at=at)
    data = {"organisation": organisation.pk, "role": role}
    record(Fact("member.added", f"user:{user.pk}", data=data), by=by, at=at)
    return membership


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor, at: datetime) -> None:
    """The person's own choice, already validated; ends nothing else."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(Fact("user.password_set", f"user:{user.pk}"), by=by, at=at)
