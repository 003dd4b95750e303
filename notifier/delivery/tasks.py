"""What Celery carries: a tick without an id. Losing or doubling it does no harm, for the database is the queue."""

import logging

from celery import shared_task
from celery.worker import state
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import latest_checkpoint
from notifier.delivery.actions import (
    owe_checkpoints,
    owe_deadlines,
    owe_invitations,
    owe_nudges,
    sweep,
    sweep_staff_mail,
    take_back_halted,
)
from notifier.delivery.actions.counting import forget_counts
from notifier.delivery.actions.feedback import take_later_feedback
from notifier.delivery.actions.next_channel import take_next_channel
from notifier.delivery.channels import open_channels
from notifier.delivery.channels.inbox import Inbox, InboxDown, Mailbox
from notifier.delivery.choices import AlarmKind
from notifier.delivery.dispatch import send_staff_mail, work_batch
from notifier.delivery.dispatch.alarms import report_alarm, watch_alarms
from notifier.delivery.dispatch.completeness import check_completeness
from notifier.delivery.dispatch.doubts import send_letters
from notifier.delivery.dispatch.returns import read_returns
from notifier.delivery.dispatch.sender import check_replies, check_sender
from notifier.delivery.rules import is_checkpoint_hour
from notifier.delivery.rules.alarms import Trouble

_log = logging.getLogger(__name__)
_BY = Actor("worker", "outbox")


@shared_task(name="delivery.tick")
def tick(**_unknown: object) -> None:
    """Sweep, then ask for a batch."""
    sweep(by=_BY, at=timezone.now())
    take_back_halted(by=_BY, at=timezone.now())
    work.apply_async(expires=10)


@shared_task(name="delivery.work")
def work(**_unknown: object) -> None:
    """Work one batch; while there is work, ask for the next one."""
    with open_channels() as channels:
        report = work_batch(channels, clock=timezone.now, by=_BY, asked_to_stop=_is_ending)
    if _is_ending():
        return
    if report.stopped or report.down:
        _log.warning("the outbox cannot go on: %s", report.stopped or report.down)
    if not report.is_idle:
        # Unread messages expire: each tick begins a chain, and a busy house must not pile them up.
        work.apply_async(expires=10)


@shared_task(name="delivery.staff_mail")
def staff_mail(**_unknown: object) -> None:
    """Owe what was asked for and the reminders that are due, and from the hour of the day on the day's checkpoints.

    Then send what is owed to staff, or try it again.
    """
    now = timezone.now()
    sweep_staff_mail(by=_BY, at=now)
    owe_deadlines(by=_BY, at=now)
    if is_checkpoint_hour(timezone.localtime(now)) and latest_checkpoint() is not None:
        owe_checkpoints(day=timezone.localdate(now), by=_BY, at=now)
    owe_invitations(by=_BY, at=now)
    owe_nudges(by=_BY, at=now)
    report = send_staff_mail(clock=timezone.now, by=_BY, asked_to_stop=_is_ending)
    if report.stopped:
        _log.warning("mail to staff cannot go on: %s", report.stopped)


@shared_task(name="delivery.doubts")
def doubts(**_unknown: object) -> None:
    """What came before our own receipt is taken; letters take the place of messages that failed, or have been in doubt
    for longer than was approved.
    """
    take_later_feedback(by=_BY, at=timezone.now())
    while take_next_channel(by=_BY, at=timezone.now()) and not _is_ending():
        pass
    send_letters(None, by=_BY, at=timezone.now())


@shared_task(name="delivery.read_bounces")
def read_bounces(**_unknown: object) -> None:
    """Take what lies in the mailbox for returns, if there is one."""
    mailbox = Mailbox.from_settings()
    if mailbox is None:
        return
    try:
        with Inbox(mailbox) as inbox:
            stopped = read_returns(inbox, clock=timezone.now, by=_BY).stopped
    except InboxDown as down:
        stopped = down.code
    if stopped:
        _log.warning("the mailbox for returns was not read to its end: %s", stopped)
    report_alarm(AlarmKind.INBOX, Trouble((stopped,)) if stopped else None, clock=timezone.now, by=_BY)


@shared_task(name="delivery.completeness")
def completeness(**_unknown: object) -> None:
    """Whether everyone of the open cases is accounted for: the sums."""
    _check(thorough=False)


@shared_task(name="delivery.each_notice")
def each_notice(**_unknown: object) -> None:
    """The same of every case, and every single notice against its events and attempts; old counts are forgotten."""
    forget_counts(by=_BY, at=timezone.now())
    _check(thorough=True)


@shared_task(name="delivery.check_sender")
def look_the_sender_up(**_unknown: object) -> None:
    """Whether the sender's records are still as they should be, and mail to the practices arrives."""
    check = check_sender(clock=timezone.now, by=_BY)
    check_replies(clock=timezone.now, by=_BY)
    if check is not None and check.failed:
        _log.warning("not all records of the sender could be looked up: %s", ", ".join(check.failed))


@shared_task(name="delivery.watch")
def watch(**_unknown: object) -> None:
    """What whoever keeps the machine running must know of is owed to them by mail, once."""
    watch_alarms(clock=timezone.now, by=_BY)


def _check(*, thorough: bool) -> None:
    for _checked in check_completeness(None, thorough=thorough, clock=timezone.now, by=_BY):
        if _is_ending():
            return


def _is_ending() -> bool:
    """Whether this worker was told to end. A pool's children are not told: they finish their batch."""
    return state.should_stop is not None or state.should_terminate is not None
