"""The demo's story."""

from datetime import datetime
from pathlib import Path

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dashboard.management.demo import story
from notifier.dashboard.management.demo.world import build_world, find_world
from notifier.dossiers.queries.ending import closing_refusals
from notifier.notices.choices import Channel, State
from notifier.notices.models import Master, Notice
from notifier.press.fitting import letter_pages
from tests.smtp import Script, smtp_server

pytestmark = pytest.mark.django_db


def states(case: Case) -> set[str]:
    return set(case.notices.values_list("state", flat=True))


def test_each_case_is_where_its_part_says(now: datetime, by: Actor, settings: object) -> None:
    world = build_world(physicians=4, patients=60, seed=2026, by=by, at=now)
    with smtp_server(Script()) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
        story.set_the_scene(world)
    finished, sending, waiting, late = (part.case for part in world.cases)
    assert states(finished) <= {State.SENT, State.POSTED, State.HELD, State.FAILED}
    assert {State.SENT, State.POSTED} <= states(finished)
    assert State.QUEUED in states(sending)
    assert states(waiting) == states(late) == set()
    assert waiting.patients.exists()
    assert not waiting.filings.exists()
    assert not waiting.decisions.exists()
    assert closing_refusals(finished) == ()


def test_a_first_letter_takes_one_page_and_one_after_a_doubtful_mail_one_sheet(now: datetime, by: Actor) -> None:
    world = build_world(physicians=4, patients=200, seed=2026, by=by, at=now)
    for part in world.cases:
        story.take_in(part.case, part.roster, part.owner, now)
        story.approve(part.case, part.owner, now)
    masters = Master.objects.filter(channel=Channel.LETTER).values_list("variant", "data")
    pages = {(variant.endswith(".bis"), letter_pages(bytes(data).decode())) for variant, data in masters}
    assert pages - {(True, 2)} == {(False, 1), (True, 1)}


def test_an_interrupted_start_is_taken_up_where_it_was(now: datetime, by: Actor, settings: object) -> None:
    begun = build_world(physicians=4, patients=60, seed=2026, by=by, at=now)
    for part in begun.cases[:2]:
        story.take_in(part.case, part.roster, part.owner, now)
    story.approve(begun.cases[0].case, begun.cases[0].owner, now)
    assert not story.is_set(begun)
    with smtp_server(Script()) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
        story.set_the_scene(find_world(patients=60, seed=2026))
    assert story.is_set(begun)
    assert [part.case.rosters.count() for part in begun.cases] == [1] * 4
    assert [part.case.wordings.count() for part in begun.cases] == [1] * 4
    assert State.QUEUED in states(begun.cases[1].case)


def test_the_summary_adds_up_only_when_everyone_has_an_end(now: datetime, by: Actor) -> None:
    world = build_world(physicians=1, patients=20, seed=1, by=by, at=now)
    part = world.cases[0]
    story.take_in(part.case, part.roster, part.owner, now)
    assert not story.summary().is_complete
    story.approve(part.case, part.owner, now)
    assert not story.summary().is_complete
    Notice.objects.exclude(state=State.HELD).update(state=State.SENT)
    assert story.summary().is_complete
    Notice.objects.order_by("pk")[0].delete()
    assert not story.summary().is_complete


def test_without_letters_nothing_is_written(now: datetime, by: Actor, tmp_path: Path) -> None:
    world = build_world(physicians=1, patients=2, seed=1, by=by, at=now)
    story.print_letters(world.cases[0].case, tmp_path, now)
    assert list(tmp_path.iterdir()) == []
