"""Sending what is owed to those who work with the system: claim, send, record, one after the other."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from notifier.audit.actors import Actor
from notifier.delivery.actions import StaffReceipt, claim_staff_mail, record_staff_mail
from notifier.delivery.channels.face import ChannelDown, Delivered
from notifier.delivery.channels.staff import StaffChannel
from notifier.delivery.choices import Outcome
from notifier.delivery.models import StaffMail
from notifier.delivery.queries import due_staff_mail
from notifier.delivery.rendering import NoLongerDue, NothingToSay, Written, write


@dataclass(slots=True)
class StaffReport:
    """Outcomes counted, and what stopped it early."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    stopped: str = ""


def send_staff_mail(
    *, clock: Callable[[], datetime], by: Actor, asked_to_stop: Callable[[], bool] = lambda: False
) -> StaffReport:
    """Work through what is due. Nothing is claimed while the relay is down."""
    report = StaffReport()
    if not due_staff_mail(clock()).exists():
        return report
    channel = StaffChannel()
    try:
        channel.open()
        _work(channel, report, clock=clock, by=by, asked_to_stop=asked_to_stop)
    except ChannelDown as down:
        report.stopped = down.code
    finally:
        channel.close()
    return report


def _work(
    channel: StaffChannel,
    report: StaffReport,
    *,
    clock: Callable[[], datetime],
    by: Actor,
    asked_to_stop: Callable[[], bool],
) -> None:
    while not asked_to_stop():
        mail = claim_staff_mail(by=by, at=clock())
        if mail is None:
            return
        written = _write(mail)
        delivered = channel.send(mail, written) if isinstance(written, Written) else written
        report.outcomes[delivered.outcome] += 1
        facts = written.facts if isinstance(written, Written) else {}
        record_staff_mail(receipt=StaffReceipt(mail, delivered.outcome, delivered.code, facts), by=by, at=clock())
        if delivered.stop:
            report.stopped = delivered.code
            return


def _write(mail: StaffMail) -> Written | Delivered:
    """The message, or that it must wait until there is something to say, or that nobody needs it any more."""
    try:
        return write(mail)
    except NoLongerDue:
        return Delivered(Outcome.REFUSED, "no_longer_due")
    except NothingToSay:
        return Delivered(Outcome.DEFERRED, "nothing_to_say")
