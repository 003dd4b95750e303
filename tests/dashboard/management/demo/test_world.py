"""The demo's world."""

from datetime import datetime

import pytest

from notifier.accounts.models import Mandate, User
from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, Case
from notifier.dashboard.management.demo.world import (
    FINISHED,
    LATE,
    PASSWORD,
    SENDING,
    WAITING,
    accounts,
    build_world,
    find_world,
)
from notifier.lib.identifiers import rpps_problem
from notifier.practices.models import Physician

pytestmark = pytest.mark.django_db


def test_the_story_has_its_four_parts(now: datetime, by: Actor) -> None:
    world = build_world(physicians=6, patients=60, seed=1, by=by, at=now)
    assert [part.part for part in world.cases] == [FINISHED, SENDING, WAITING, LATE, FINISHED, FINISHED]
    # One line for the header, and each patient once or twice.
    lines = [part.roster.count(b"\r\n") - 1 for part in world.cases]
    assert sum(lines) == 60
    assert min(lines) >= 1


def test_everyone_named_can_log_in(now: datetime, by: Actor) -> None:
    build_world(physicians=12, patients=120, seed=1, by=by, at=now)
    for email, _ in accounts():
        assert User.objects.get(email=email).check_password(PASSWORD)


def test_one_controller_keeps_its_own_counsel(now: datetime, by: Actor) -> None:
    build_world(physicians=6, patients=60, seed=1, by=by, at=now)
    dpo = User.objects.get(email="dpo@example.org")
    assert Case.objects.count() - Case.objects.visible_to(dpo).count() == 1
    assert set(Mandate.objects.values_list("may_see_names", flat=True)) == {True, False}


def test_physicians_have_numbers_with_a_true_key(now: datetime, by: Actor) -> None:
    build_world(physicians=14, patients=14, seed=1, by=by, at=now)
    assert [rpps_problem(rpps) for rpps in Physician.objects.values_list("rpps", flat=True)] == [None] * 14
    assert Breach.objects.count() == 1


@pytest.mark.parametrize(("physicians", "patients"), [(1, 1), (3, 3), (5, 5), (8, 20)])
def test_a_small_world_is_a_world(physicians: int, patients: int, now: datetime, by: Actor) -> None:
    world = build_world(physicians=physicians, patients=patients, seed=1, by=by, at=now)
    assert len(world.cases) == physicians
    lines = [part.roster.count(b"\r\n") - 1 for part in world.cases]
    assert sum(lines) == patients
    assert min(lines) >= 1


def test_a_world_is_found_again_as_it_was(now: datetime, by: Actor) -> None:
    world = build_world(physicians=14, patients=140, seed=1, by=by, at=now)
    assert find_world(patients=140, seed=1) == world
