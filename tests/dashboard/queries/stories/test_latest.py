"""The acts on a case, for its page."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor, user_actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.stories import case_story

pytestmark = pytest.mark.django_db


def test_acts_are_told_the_latest_first_and_single_notices_are_not(case: Case) -> None:
    with translation.override("fr"):
        told = [sentence.text for sentence in case_story(case)]
    assert told == [
        "4 avis à envoyer.", "Texte approuvé, version 1.", "Texte préparé, version 1.",
        "Liste importée\N{NO-BREAK SPACE}: 4 patients.",
            "Moment où le cabinet a eu la certitude, noté\N{NO-BREAK SPACE}: "
            "mercredi 4\N{NO-BREAK SPACE}mars 2026, 11\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}05.",
            "Dossier ouvert.",
    ]  # fmt: skip


def test_a_person_is_named_and_the_system_is_not(case: Case, now: datetime) -> None:
    owner = case.controller.physicians.get().user
    assert owner is not None
    record(Fact("filing.recorded", case=case.pk), by=user_actor(owner.pk), at=now)
    with translation.override("fr"):
        story = case_story(case)
    assert (story[0].by, story[-1].by) == (owner.name, "le système")


def test_another_cases_acts_are_not_told(case: Case, now: datetime, by: Actor) -> None:
    before = len(case_story(case))
    record(Fact("case.opened"), by=by, at=now)
    assert len(case_story(case)) == before
    assert Event.objects.count() > before


def test_an_act_towards_two_people_at_once_is_told_once(case: Case, now: datetime, by: Actor) -> None:
    before = len(case_story(case))
    for minutes in (1, 1, 9):
        fact = Fact("staff_mail.sent", case=case.pk, data={"kind": "deadline", "clock": "authority:33(1)"})
        record(fact, by=by, at=now + timedelta(minutes=minutes))
    assert len(case_story(case)) == before + 2
