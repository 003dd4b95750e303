"""The audit log as sentences."""

from datetime import datetime

import pytest
from django.utils import translation

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor, user_actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.stories import SENTENCES, case_story

pytestmark = pytest.mark.django_db


def test_acts_are_told_the_latest_first_and_single_notices_are_not(case: Case) -> None:
    with translation.override("fr"):
        told = [sentence.text for sentence in case_story(case)]
    assert told == [
        "4 avis à envoyer.", "Texte approuvé, version 1.", "Texte préparé, version 1.",
        "Liste importée\u00a0: 4 patients.", "Dossier ouvert.",
    ]  # fmt: skip


def test_a_person_is_named_and_a_command_is_not(case: Case, now: datetime) -> None:
    owner = case.controller.physicians.get().user
    assert owner is not None
    record(Fact("filing.recorded", case=case.pk), by=user_actor(owner.pk), at=now)
    with translation.override("fr"):
        story = case_story(case)
    assert (story[0].by, story[-1].by) == (owner.name, "le système")


def test_an_actor_who_is_gone_is_still_told_of(case: Case, now: datetime) -> None:
    record(Fact("filing.recorded", case=case.pk), by=user_actor(10**9), at=now)
    assert case_story(case)[0].by == str(10**9)


@pytest.mark.parametrize("kind", SENTENCES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_can_be_said_without_its_numbers(kind: str, language: str, case: Case, now: datetime) -> None:
    """Old events may lack what newer code writes; the page must not break on them."""
    with translation.override(language):
        assert SENTENCES[kind]({})


def test_another_cases_acts_are_not_told(case: Case, now: datetime, by: Actor) -> None:
    before = len(case_story(case))
    record(Fact("case.opened"), by=by, at=now)
    assert len(case_story(case)) == before
    assert Event.objects.count() > before
