"""Looking whether all is as it should be, and telling whoever keeps the machine running."""

import logging
from collections.abc import Callable
from datetime import datetime

from notifier.audit.actors import Actor
from notifier.delivery.actions.alarming import follow_alarms
from notifier.delivery.channels import open_channels
from notifier.delivery.channels.face import ChannelDown
from notifier.delivery.choices import AlarmKind
from notifier.delivery.models import Alarm
from notifier.delivery.queries import due_channels, paused_channels
from notifier.delivery.queries.alarms import is_channel_watched, troubles
from notifier.delivery.rules.alarms import WATCHED, Trouble
from notifier.notices.choices import Channel

_log = logging.getLogger(__name__)


def watch_alarms(*, clock: Callable[[], datetime], by: Actor) -> list[Alarm]:
    """What was raised or ended by this look."""
    found = troubles(clock(), channel=_channel(clock()))
    return _told(follow_alarms(found=found, kinds=WATCHED, by=by, at=clock()))


def report_alarm(kind: AlarmKind, trouble: Trouble | None, *, clock: Callable[[], datetime], by: Actor) -> None:
    """What whoever did some work found of it: a trouble, or that there is none."""
    found = {kind: trouble} if trouble else {}
    _told(follow_alarms(found=found, kinds=(kind,), by=by, at=clock()))


def _told(followed: list[Alarm]) -> list[Alarm]:
    """Written to the log as well, for where no mail gets out."""
    for alarm in followed:
        if alarm.over_at is None:
            _log.error("alarm %s: %s (%d)", alarm.kind, ", ".join(alarm.codes), alarm.count)
        else:
            _log.warning("alarm %s is over", alarm.kind)
    return followed


def _channel(at: datetime) -> str:
    """Why no e-mail can leave now; empty where it can, or none is to. The relay is only asked where it matters."""
    if Channel.EMAIL not in due_channels(at) and not is_channel_watched():
        return ""
    if paused := paused_channels(at).get(Channel.EMAIL):
        return paused
    with open_channels() as channels:
        try:
            channels[Channel.EMAIL].open()
        except ChannelDown as down:
            return down.code
    return ""
