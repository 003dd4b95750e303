"""From approval on, every patient of the case is owed a notice: queued, or held for a person to decide."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.utils import timezone

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.lib.ids import new_reference, uuid7
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Notice, Wording
from notifier.notices.queries import unowed_patients
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.rules.routing import route
from notifier.notices.rules.states import event_for
from notifier.rosters.models import Patient

_BATCH = 1000


def owe_notices(*, wording: Wording, by: Actor, at: datetime) -> int:
    """Create the missing notices of the wording's case, but for whom the controller decided not to tell directly; call
    inside the approval's transaction. Returns how many.
    """
    year = timezone.localdate(at).year
    counts: Counter[str] = Counter()
    patients = unowed_patients(wording.case).order_by("id").iterator(chunk_size=_BATCH)
    notices = (_notice(wording, patient, year=year, at=at) for patient in patients)
    for batch in _batches(notices):
        Notice.objects.bulk_create(batch)
        counts.update(f"{n.state}.{n.channel}.{n.hold_reason}".rstrip(".") for n in batch)
    total = counts.total()
    data = {"wording": str(wording.pk), "total": total, "by_route": dict(counts)}
    record(Fact("notices.owed", f"case:{wording.case_id}", case=wording.case_id, data=data), by=by, at=at)
    return total


def release_reworded(*, wording: Wording, by: Actor, at: datetime) -> int:
    """Queue the notices that were held for want of a text, under the wording that now has it; call inside the
    approval's transaction. Returns how many.
    """
    held = wording.case.notices.first_ones().filter(state=State.HELD, hold_reason=HoldReason.TEXT_NOT_APPROVED)
    ids = list(held.select_for_update().values_list("pk", flat=True))
    Notice.objects.filter(pk__in=ids).update(
        state=State.QUEUED, hold_reason=HoldReason.NONE, wording=wording, due_at=at, changed_at=at
    )
    kind = event_for(State.HELD, State.QUEUED)
    data = {"code": HoldReason.TEXT_NOT_APPROVED, "wording": str(wording.pk)}
    record_all((Fact(kind, f"notice:{pk}", case=wording.case_id, data=data) for pk in ids), by=by, at=at)
    return len(ids)


def _notice(wording: Wording, patient: Patient, *, year: int, at: datetime) -> Notice:
    chosen = route(circumstances_of(patient, year))
    return Notice(
        id=uuid7(at, os.urandom(10)),
        case_id=wording.case_id,
        patient=patient,
        wording=wording,
        reference=new_reference(os.urandom(8)),
        channel=chosen.channel,
        mail_bucket=patient.mail_bucket,
        state=State.HELD if chosen.hold is not HoldReason.NONE else State.QUEUED,
        hold_reason=chosen.hold,
        due_at=at,
        changed_at=at,
    )


def _batches(notices: Iterator[Notice]) -> Iterator[list[Notice]]:
    while batch := list(islice(notices, _BATCH)):
        yield batch
