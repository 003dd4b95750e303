"""The letter channel stops at a made letter."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.dispatch import work_batch
from notifier.delivery.models import Attempt
from notifier.dossiers.actions.patients import correct_patient
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.rules.headers import Field
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
WIDE = "W" * 38


def made(changes: dict[Field, str], now: datetime, by: Actor) -> tuple[Case, Attempt]:
    """The approval looks at every letter; what no longer fits was corrected after it."""
    case = approved_case(letters=1, at=now, by=by)
    if changes:
        correct_patient(patient=case.patients.get(), changes=changes, by=by, at=now)
    work_batch({Channel.LETTER: LetterChannel()}, clock=lambda: now, by=by)
    return case, Attempt.objects.get()


def test_an_address_too_wide_fails_with_its_code(now: datetime, by: Actor) -> None:
    _, attempt = made({Field.STREET: WIDE}, now, by)
    assert (attempt.outcome, attempt.code) == ("refused", "address_too_wide")
    assert Notice.objects.get().state == State.FAILED


def test_a_name_the_fonts_cannot_print_fails_with_its_code(now: datetime, by: Actor) -> None:
    _, attempt = made({Field.FAMILY_NAME: "李", Field.GIVEN_NAME: "小龍"}, now, by)
    assert (attempt.outcome, attempt.code) == ("refused", "unprintable_text")


def test_a_letter_that_is_made_is_not_sent(now: datetime, by: Actor) -> None:
    _, attempt = made({}, now, by)
    assert (attempt.outcome, Notice.objects.get().state) == ("made", State.READY_TO_PRINT)
