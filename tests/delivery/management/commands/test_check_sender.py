"""`manage.py check_sender`."""

import json
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from notifier.accounts.actions import set_up_installation
from notifier.audit.actors import Actor
from tests.names import SERVFAIL, World
from tests.senders import DOMAIN, POLICY, real_sender

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings, now: datetime, by: Actor) -> Iterator[World]:
    set_up_installation(is_demo=False, by=by, at=now)
    with real_sender(settings) as world:
        yield world


def run(*options: str) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("check_sender", *options, stdout=said, stderr=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def test_all_well_exits_zero(world: World) -> None:
    code, said = run("--json")
    report = json.loads(said)
    assert (code, report["verdict"], report["faults"], report["unanswered"]) == (0, "good", [], [])
    assert (report["from"], report["envelope"], report["signing"]) == (DOMAIN, DOMAIN, DOMAIN)
    assert report["standing"]["verdict"] == "good"
    assert run() == (0, "L’expéditeur est en ordre.\n")


def test_what_must_be_mended_exits_two_and_gives_the_record(world: World) -> None:
    del world.records[POLICY, "TXT"]
    code, said = run()
    assert code == 2
    assert f'{POLICY}. TXT "v=DMARC1; p=quarantine; adkim=r; aspf=r"' in said
    code, said = run("--json")
    assert (code, json.loads(said)["verdict"]) == (2, "bad")
    assert [fault["code"] for fault in json.loads(said)["faults"]] == ["dmarc_missing"]


def test_no_answer_exits_three_and_says_what_stands(world: World) -> None:
    run()
    world.records[POLICY, "TXT"] = [SERVFAIL]
    code, said = run("--json")
    report = json.loads(said)
    assert (code, report["verdict"], report["faults"]) == (3, "unknown", [])
    assert report["unanswered"] == [POLICY]
    assert report["standing"]["verdict"] == "good"
    assert run()[1] == f"- {POLICY}\N{NO-BREAK SPACE}: aucun serveur de noms n’a répondu.\n"


def test_a_domain_for_examples_needs_none(world: World, settings: Settings) -> None:
    settings.MAIL_SENDER = "information@avis.example.org"
    code, said = run("--json")
    assert (code, json.loads(said)["verdict"]) == (0, "not_needed")
