from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions.previewing import show_in_preview

pytestmark = pytest.mark.django_db


def test_looking_at_a_person_leaves_an_event_without_the_person(case: Case, now: datetime, by: Actor) -> None:
    patient = case.patients.get(tier="annotated")
    show_in_preview(patient=patient, by=by, at=now)
    event = Event.objects.get(kind="patient.viewed")
    assert event.subject == f"patient:{patient.pk}"
    assert b"canari" not in bytes(event.body).lower()
