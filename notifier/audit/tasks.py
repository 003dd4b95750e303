"""The log's own ticks; they carry nothing and may be lost or doubled without harm."""

import logging
from datetime import timedelta

from celery import shared_task
from celery.signals import worker_init
from django.utils import timezone

from notifier.audit import timestamps
from notifier.audit.checkpoints import LogKeyMissing, LogTampered, latest_checkpoint, make_checkpoint
from notifier.audit.history import BrokenHistory
from notifier.audit.sequencer import sequence
from notifier.audit.startup import check_guards

_log = logging.getLogger(__name__)
# Between two checkpoints while the log grows: what is not yet signed could still be changed unseen.
_EVERY = timedelta(minutes=1)


@shared_task(name="audit.keep")
def keep(**_unknown: object) -> None:
    """Give events their places; sign them once a minute."""
    latest, now = latest_checkpoint(), timezone.now()
    if latest is not None and now - latest.made_at < _EVERY:
        sequence()
        return
    try:
        make_checkpoint(at=now)
    except (LogTampered, LogKeyMissing, BrokenHistory):
        _log.exception("the audit log cannot be signed: run manage.py verify_log")


@shared_task(name="audit.stamp")
def stamp(**_unknown: object) -> None:
    """Have the newest checkpoint time-stamped, where an authority is configured."""
    latest = latest_checkpoint()
    if latest is None or not timestamps.is_configured():
        return
    try:
        timestamps.stamp_checkpoint(checkpoint=latest, at=timezone.now())
    except timestamps.NoTimeStamp as problem:
        _log.warning("no time stamp: %s", problem)


@worker_init.connect
def refuse_unguarded(**_unknown: object) -> None:
    """A worker begins nothing while the log could be rewritten."""
    check_guards()
