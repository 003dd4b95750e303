"""Noting that a list of names leaves the system."""

from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case


@transaction.atomic
def note_names_exported(*, case: Case, count: int, by: Actor, at: datetime) -> None:
    """Someone takes away who has not been reached, by name, as one looks at a patient unmasked."""
    record(Fact("unreached.exported", f"case:{case.pk}", case=case.pk, data={"count": count}), by=by, at=at)
