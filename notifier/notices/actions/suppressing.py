"""No more e-mail to a patient who asked for none."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.queries.paper import against_letter
from notifier.notices.rules.states import event_for
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import to_bits

_NO_EMAIL = to_bits([CareFlag.NO_EMAIL])
# What can still take another way; what a worker sends this moment cannot, nor what left.
_TURNABLE = (State.HELD, State.QUEUED, State.CLAIMED, State.FAILED)


@transaction.atomic
def stop_email(*, patient: Patient, by: Actor, at: datetime) -> str:
    """Send this patient no more e-mail: what waits becomes a letter, or is held where there is no address; what left
    stays as it is. The mark holds for all that follows. Returns what happened: lettered, held, marked, or "" where it
    had been asked before.
    """
    Case.objects.select_for_update().get(pk=patient.case_id)
    patient = Patient.objects.select_for_update().get(pk=patient.pk)
    if patient.care & _NO_EMAIL:
        return ""
    Patient.objects.filter(pk=patient.pk).update(care=F("care").bitor(_NO_EMAIL))
    patient.refresh_from_db(fields=["care"])
    code = leave_email(patient=patient, by=by, at=at)
    data = {"code": code}
    record(Fact("email.stopped", f"patient:{patient.pk}", case=patient.case_id, data=data), by=by, at=at)
    return code


@transaction.atomic
def leave_email(*, patient: Patient, by: Actor, at: datetime) -> str:
    """Turn the patient's waiting e-mail into a letter, or hold it; the caller holds the case. Returns lettered, held,
    or marked where nothing waits.
    """
    own = Notice.objects.select_for_update().filter(patient=patient).exclude(state=State.WITHDRAWN)
    notice = own.order_by("-number").first()
    if notice is None or notice.channel != Channel.EMAIL or notice.state not in _TURNABLE:
        return "marked"
    notice.channel = Channel.LETTER
    old, reason = State(notice.state), against_letter(notice, patient, timezone.localdate(at).year)
    if old is not State.HELD:
        notice.state = State.QUEUED if reason is HoldReason.NONE else State.HELD
        notice.hold_reason = reason
        notice.tries, notice.due_at, notice.changed_at = 0, at, at
        notice.token = notice.lease_until = None
    notice.save()
    if fact := _fact(notice, old):
        record(fact, by=by, at=at)
    return "lettered" if notice.state == State.QUEUED else "held"


def _fact(notice: Notice, old: State) -> Fact | None:
    """None where the state did not change: that the way did, the act itself tells."""
    new, subject = State(notice.state), f"notice:{notice.pk}"
    if new is old:
        return None
    if old is State.CLAIMED and new is State.QUEUED:
        data = {"count": 1, "notices": [str(notice.pk)]}
        return Fact(event_for(old, new), f"case:{notice.case_id}", case=notice.case_id, data=data)
    data = {"from": old, "reason": notice.hold_reason, "code": "email_stopped"}
    return Fact(event_for(old, new), subject, case=notice.case_id, data=data)
