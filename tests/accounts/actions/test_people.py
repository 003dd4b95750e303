"""Setting people up: every act leaves its event, and a database keeps to its use."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from notifier.accounts.actions import (
    AlreadySetUp,
    add_member,
    create_organisation,
    create_user,
    set_up_installation,
)
from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import Installation, Organisation, User
from notifier.accounts.queries import is_demo_installation, is_set_up
from notifier.audit.actors import Actor
from notifier.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(now: datetime, by: Actor) -> User:
    return create_user(email="Zoe@Example.org", name="Zoé Canari", password="un mot de passe", by=by, at=now)


@pytest.fixture
def office(now: datetime, by: Actor) -> Organisation:
    return create_organisation(kind=OrganisationKind.DPO_OFFICE, name="Bureau", by=by, at=now)


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_a_database_is_set_up_once(now: datetime, by: Actor) -> None:
    assert not is_set_up()
    set_up_installation(is_demo=True, by=by, at=now)
    set_up_installation(is_demo=True, by=by, at=now)
    assert (Installation.objects.count(), kinds(), is_demo_installation()) == (1, ["installation.set_up"], True)


@pytest.mark.parametrize("first", [True, False])
def test_a_database_never_changes_its_use(first: bool, now: datetime, by: Actor) -> None:
    set_up_installation(is_demo=first, by=by, at=now)
    with pytest.raises(AlreadySetUp):
        set_up_installation(is_demo=not first, by=by, at=now)
    assert is_demo_installation() is first


def test_an_address_is_one_account_whatever_its_capitals(user: User, now: datetime, by: Actor) -> None:
    assert user.email == "zoe@example.org"
    assert User.objects.get_by_natural_key("ZOE@example.ORG") == user
    with pytest.raises(IntegrityError), transaction.atomic():
        create_user(email="ZOE@EXAMPLE.ORG", name="Autre", password=None, by=by, at=now)


def test_passwords_are_hashed_with_argon2(user: User) -> None:
    assert user.password.startswith("argon2$")
    assert user.check_password("un mot de passe")


def test_without_a_password_nobody_can_log_in(now: datetime, by: Actor) -> None:
    assert not create_user(email="a@example.org", name="A", password=None, by=by, at=now).has_usable_password()


def test_events_name_nobody(user: User) -> None:
    body = bytes(Event.objects.get(kind="user.created").body)
    assert b"Canari" not in body
    assert b"example.org" not in body


def test_a_role_is_held_once(user: User, office: Organisation, now: datetime, by: Actor) -> None:
    add_member(user=user, organisation=office, role=Role.DPO, by=by, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_member(user=user, organisation=office, role=Role.DPO, by=by, at=now)
    add_member(user=user, organisation=office, role=Role.COORDINATOR, by=by, at=now)
    assert kinds().count("member.added") == 2
