"""What Celery carries once a day: a tick without an id. Losing or doubling it does no harm."""

import logging

from celery import shared_task
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.delivery.choices import AlarmKind
from notifier.delivery.dispatch.alarms import report_alarm
from notifier.delivery.rules.alarms import Trouble
from notifier.dossiers.dispatch.retention import apply_retention

_log = logging.getLogger(__name__)
_BY = Actor("worker", "retention")


@shared_task(name="dossiers.retention")
def retention(**_unknown: object) -> None:
    """Apply the periods; what is refused is tried again tomorrow, and said in the log of the worker."""
    report = apply_retention(clock=timezone.now, by=_BY, dry_run=False)
    for case, problems in report.refused.items():
        _log.warning("case %s was due and is not erased: %s", case, ", ".join(problems))
    codes = tuple(sorted({problem for problems in report.refused.values() for problem in problems}))
    trouble = Trouble(codes, len(report.refused)) if codes else None
    report_alarm(AlarmKind.ERASURE, trouble, clock=timezone.now, by=_BY)
