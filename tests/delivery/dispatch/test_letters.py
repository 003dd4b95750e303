"""Making a batch of letters: at once what can be made, one by one what cannot."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.choices import Outcome
from notifier.delivery.dispatch import work_batch
from notifier.delivery.models import Attempt, MadeLetter, Plate
from notifier.dossiers.rendering.sent import show_sent
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.models import Patient
from notifier.vault.models import DataKey
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
CHANNELS = {Channel.LETTER: LetterChannel()}


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(letters=30, at=now, by=by)


def test_a_batch_is_made_and_every_letter_can_be_shown(case: Case, now: datetime, by: Actor) -> None:
    report = work_batch(CHANNELS, clock=lambda: now, by=by)
    assert report.outcomes == {Outcome.MADE: 30}
    shown = [one for notice in case.notices.all() for one in show_sent(notice)]
    assert [one.is_match for one in shown] == [True] * 30
    assert len({one.sent.data for one in shown}) == 30
    assert Plate.objects.count() == 1


def test_what_cannot_be_opened_is_its_own_refusal_and_the_others_are_made(case: Case, now: datetime, by: Actor) -> None:
    one, other = Patient.objects.order_by("pk")[:2]
    Patient.objects.filter(pk=one.pk).update(sealed=other.sealed)
    report = work_batch(CHANNELS, clock=lambda: now, by=by)
    assert report.outcomes == {Outcome.MADE: 29, Outcome.REFUSED: 1}
    assert Notice.objects.get(patient=one).state == State.FAILED
    assert MadeLetter.objects.count() == 29


def test_who_is_asked_to_stop_keeps_what_was_made_and_gives_the_rest_back(case: Case, now: datetime, by: Actor) -> None:
    asked = iter([False] * 10 + [True] * 100)
    report = work_batch(CHANNELS, clock=lambda: now, by=by, asked_to_stop=lambda: next(asked))
    assert (report.outcomes[Outcome.MADE], report.released, report.stopped) == (10, 20, "asked_to_stop")
    assert Notice.objects.filter(state=State.QUEUED).count() == 20


def test_without_the_key_nothing_is_made_and_nothing_is_lost(case: Case, now: datetime, by: Actor) -> None:
    DataKey.objects.all().delete()
    report = work_batch(CHANNELS, clock=lambda: now, by=by)
    assert report.outcomes[Outcome.MADE] == 0
    assert Attempt.objects.filter(commitment="").count() == 30
    assert set(Notice.objects.values_list("state", flat=True)) == {State.QUEUED}
