"""When a case's patients' data go, and which cases are due. Days are those of Paris."""

from collections.abc import Iterator
from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from notifier.breaches.models import Case
from notifier.dossiers.rules.retention import retention
from notifier.rosters.models import StagedRoster


def erasure_day(case: Case) -> date | None:
    """The day from which the data are erased; None while the case is open."""
    if case.closed_at is None:
        return None
    return retention().erasure_day(timezone.localdate(case.closed_at), case.postponed_to)


def forgetting_day(case: Case) -> date | None:
    """The day from which the rest of the case is forgotten; None while it is open."""
    return retention().forgetting_day(timezone.localdate(case.closed_at)) if case.closed_at else None


def latest_postponing(case: Case) -> date | None:
    """The latest day the erasure may be put off to; None while the case is open."""
    return retention().latest_postponing(timezone.localdate(case.closed_at)) if case.closed_at else None


def closing_today(today: date) -> date:
    """When the data would be erased if the case were closed today."""
    return retention().erasure_day(today, None)


def cases_to_erase(today: date) -> Iterator[Case]:
    """Closed cases whose day has come, and those whose erasure was begun and interrupted; the longest closed first."""
    for case in Case.objects.filter(closed_at__isnull=False, erased_at__isnull=True).order_by("closed_at", "pk"):
        day = erasure_day(case)
        if case.is_erased or (day is not None and day <= today):
            yield case


def cases_to_forget(today: date) -> Iterator[Case]:
    """Erased cases whose register period is over."""
    for case in Case.objects.filter(erased_at__isnull=False).order_by("closed_at", "pk"):
        day = forgetting_day(case)
        if day is not None and day <= today:
            yield case


def brief_counts(now: datetime) -> tuple[int, int]:
    """Uploads nobody decided on in time, and expired sessions."""
    uploads = StagedRoster.objects.filter(uploaded_at__lt=now - retention().brief).count()
    return uploads, Session.objects.filter(expire_date__lt=now).count()
