"""A try whose end nobody knows, made once more under the provider's own key: by its word it arrives once."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.delivery.actions.attempts import Finished, Start
from notifier.delivery.actions.sending import record_and_start
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.delivery.queries.halts import halts_in_force
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.notices.rules.states import event_for

# What the attempt's end says of it.
REPEATED = "repeated"


@transaction.atomic
def begin_repeat(*, attempt: UUID, notice: UUID, by: Actor, at: datetime) -> Start | None:
    """Take the notice out of doubt for as long as a sending may take, under a lease of its own: meanwhile nobody else
    settles it, and should this process end, the sweep puts it back in doubt. None where it is settled, held, halted or
    taken by somebody, its case was closed, or its patient erased.
    """
    rows = Notice.objects.filter(
        pk=notice,
        state=State.IN_DOUBT,
        channel=Channel.EMAIL,
        patient__isnull=False,
        late_reason=HoldReason.NONE,
        case__closed_at__isnull=True,
    ).exclude(halts_in_force(at).of_notices)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    found = rows.first()
    still = Attempt.objects.filter(pk=attempt, notice=notice, outcome=Outcome.UNKNOWN)
    if found is None or not still.update(outcome=Outcome.STARTED, ended_at=None):
        return None
    token = uuid4()
    # On SQLite, which locks no row, whoever was quicker has changed the state.
    Notice.objects.filter(pk=notice).update(state=State.SENDING, token=token, lease_until=at + LEASE, changed_at=at)
    kind = event_for(State.IN_DOUBT, State.SENDING)
    record(Fact(kind, f"notice:{notice}", case=found.case_id, data={"attempt": str(attempt)}), by=by, at=at)
    return Start(
        attempt=attempt,
        notice=notice,
        case=found.case_id,
        token=token,
        channel=Channel.EMAIL,
        master=None,
        reference="",
    )


def end_repeat(*, begun: Start, outcome: Outcome, code: str, by: Actor, at: datetime) -> Outcome:
    """Only a yes settles it: whatever else is said now is said of the repeat, and not of the first time."""
    is_settled = outcome is Outcome.ACCEPTED
    known = Finished(begun, Outcome.ACCEPTED, REPEATED) if is_settled else Finished(begun, Outcome.UNKNOWN, code)
    record_and_start(finished=known, start=None, by=by, at=at)
    return known.outcome
