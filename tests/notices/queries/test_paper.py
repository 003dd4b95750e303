"""What stands against a letter to someone who had an e-mail address."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.notices.choices import Channel, HoldReason
from notifier.notices.models import Master, Notice
from notifier.notices.queries.paper import against_letter
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import to_bits
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
BOTH = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"


def found(now: datetime, by: Actor, **changes: object) -> HoldReason:
    case = approved_case(rows=BOTH, at=now, by=by)
    Patient.objects.update(**changes)
    notice: Notice = case.notices.get()
    notice.channel = Channel.LETTER
    return against_letter(notice, case.patients.get(), now.year)


def test_an_address_is_enough(now: datetime, by: Actor) -> None:
    assert found(now, by) is HoldReason.NONE


def test_without_one_there_is_no_way_left(now: datetime, by: Actor) -> None:
    assert found(now, by, has_address=False) is HoldReason.NO_CHANNEL


def test_who_wants_no_post_gets_none(now: datetime, by: Actor) -> None:
    assert found(now, by, care=to_bits([CareFlag.DO_NOT_POST])) is HoldReason.DO_NOT_POST


def test_a_letter_nobody_approved_does_not_go(now: datetime, by: Actor) -> None:
    approved_case(number=2, rows=BOTH, at=now, by=by)
    Master.objects.filter(channel=Channel.LETTER).delete()
    notice = Notice.objects.get()
    notice.channel = Channel.LETTER
    assert against_letter(notice, notice.recipient, now.year) is HoldReason.TEXT_NOT_APPROVED
