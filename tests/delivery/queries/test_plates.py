"""A letter's master as it was laid out."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.delivery.actions import keep_plate
from notifier.delivery.queries.plates import NoPlate, plate_of
from notifier.notices.choices import Channel
from notifier.notices.models import Master
from notifier.press.plates import lay
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


def test_it_is_what_was_laid_out(now: datetime, by: Actor) -> None:
    approved_case(letters=1, at=now, by=by)
    [master] = Master.objects.filter(channel=Channel.LETTER)
    keep_plate(master=master, by=by, at=now)
    assert plate_of(bytes(master.data)) == lay(bytes(master.data).decode())


def test_a_master_that_was_never_laid_out_has_none() -> None:
    with pytest.raises(NoPlate):
        plate_of(b"another master")
