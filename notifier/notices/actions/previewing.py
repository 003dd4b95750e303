"""Looking at a real patient's notice before it is sent."""

from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.rosters.models import Patient


@transaction.atomic
def show_in_preview(*, patient: Patient, by: Actor, at: datetime) -> None:
    """Note that someone saw whom a preview is for: the same as looking at the patient."""
    record(Fact("patient.viewed", f"patient:{patient.pk}", case=patient.case_id), by=by, at=at)
