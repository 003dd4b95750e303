"""What Celery does for rosters: uploads nobody decided on do not stay."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.rosters.actions import discard_stale

_BY = Actor("worker", "uploads")
_KEPT = timedelta(hours=24)


@shared_task(name="rosters.discard_stale")
def discard_stale_uploads(**_unknown: object) -> None:
    """Throw away what was uploaded a day ago and neither imported nor discarded since."""
    now = timezone.now()
    discard_stale(before=now - _KEPT, by=_BY, at=now)
