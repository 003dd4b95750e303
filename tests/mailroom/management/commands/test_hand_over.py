"""`manage.py hand_over`."""

import json
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import print_here
from notifier.mailroom.models import Consignment, PrintRun
from tests.delivery.drills import drill
from tests.mailroom.maileva import House, mail_house, options
from tests.worlds import make_letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    with mail_house() as (house, front):
        settings.HYBRID_MAIL = options(front)
        yield house


def command(*options: str) -> dict[str, Any]:
    said = StringIO()
    call_command("hand_over", "--to", "maileva", "--json", *options, stdout=said)
    told: dict[str, Any] = json.loads(said.getvalue())
    return told


def test_all_letters_of_a_case(case: Case, house: House) -> None:
    told = command("--case", str(case.pk))
    assert (told["submitted"], told["waiting"], told["in_doubt"], told["stopped"]) == (3, 0, 0, "")
    assert told["run"] == str(PrintRun.objects.get().pk)
    assert "Canari" not in str(told)
    assert len(house.submitted()) == 3
    # The same run again hands over nothing.
    assert command("--run", told["run"])["submitted"] == 3
    assert len(house.submitted()) == 3
    with pytest.raises(CommandError):
        command("--case", str(case.pk))


def test_a_printed_run_only_when_said_so(case: Case, house: House, now: datetime, by: Actor) -> None:
    run = print_here(case=case, by=by, at=now)[0]
    with pytest.raises(CommandError, match="--again"):
        command("--run", str(run.pk))
    assert not Consignment.objects.exists()
    assert command("--run", str(run.pk), "--again")["submitted"] == 3


def test_what_stops_it_is_said_and_goes_on_later(case: Case, house: House) -> None:
    house.faults = lambda step: 403 if step == "create" else None
    with pytest.raises(SystemExit) as ended:
        call_command("hand_over", "--case", str(case.pk), "--to", "maileva", stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 2
    house.faults = lambda _step: None
    assert command("--run", str(PrintRun.objects.get().pk))["submitted"] == 3


def test_only_noted_for_the_workers(case: Case, house: House) -> None:
    assert command("--case", str(case.pk), "--queue")["waiting"] == 3
    assert house.steps == {}


def test_only_to_the_provider_that_is_set(case: Case, house: House, settings: Settings) -> None:
    with pytest.raises(CommandError):
        call_command("hand_over", "--case", str(case.pk), "--to", "pigeon")
    settings.HYBRID_MAIL = None
    with pytest.raises(CommandError):
        call_command("hand_over", "--case", str(case.pk), "--to", "maileva")
    for option in ("--case", "--run"):
        with pytest.raises(CommandError):
            call_command("hand_over", option, str(uuid4()), "--to", "maileva")
    assert not PrintRun.objects.exists()


def test_a_drill_stays_here(house: House, now: datetime, by: Actor) -> None:
    _shared, case = drill(emails=0, letters=2, at=now, by=by)
    make_letters(at=now, by=by)
    with pytest.raises(CommandError):
        command("--case", str(case.pk))
    assert house.steps == {}
    assert not PrintRun.objects.exists()
