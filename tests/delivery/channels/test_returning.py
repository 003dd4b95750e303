"""What is suppressed is mailed no more; what is not is sent as ever."""

from datetime import datetime

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.delivery.channels import open_channels
from notifier.delivery.choices import FeedbackKind, Outcome
from notifier.delivery.dispatch import work_batch
from notifier.delivery.models import Attempt, Suppression
from notifier.notices.choices import Channel, State
from notifier.rosters.models import Patient
from tests.smtp import Script, smtp_server
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
ROW = "Canari;{name};01/02/1980;;;;{mail};Mme;;\n"


def suppress(mail_of: Patient, at: datetime) -> None:
    Suppression.objects.create(case=mail_of.case, index=mail_of.mailbox_index, kind=FeedbackKind.COMPLAINED, since=at)


def test_only_the_suppressed_mailbox_is_left_out(settings: Settings, now: datetime, by: Actor) -> None:
    rows = ROW.format(name="Iris", mail="iris.canari@example.org") + ROW.format(name="Luc", mail="luc@example.org")
    case = approved_case(rows=rows, at=now, by=by)
    silent = case.patients.order_by("pk")[0]
    suppress(silent, now)
    script = Script()
    with smtp_server(script) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        with open_channels() as channels:
            work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: now, by=by)
    assert len(script.messages) == 1
    assert {one.state for one in case.notices.all()} == {State.SENT, State.FAILED}
    attempt = Attempt.objects.get(notice__patient=silent)
    assert (attempt.outcome, attempt.code, attempt.sealed) == (Outcome.REFUSED, "suppressed", None)


def test_another_case_knows_nothing_of_it(settings: Settings, now: datetime, by: Actor) -> None:
    one, other = (approved_case(number=number, emails=1, at=now, by=by) for number in (1, 2))
    suppress(one.patients.get(), now)
    with smtp_server(Script()) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        with open_channels() as channels:
            for _case in (one, other):
                work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: now, by=by)
    assert (one.notices.get().state, other.notices.get().state) == (State.FAILED, State.SENT)
