"""Messages that a relay accepted, without a relay: what comes back afterwards is the subject."""

from datetime import datetime
from uuid import uuid4

from notifier.audit.actors import Actor
from notifier.delivery.actions import Finished, Start, claim_batch, record_and_start
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.lib.ids import reference_digest
from notifier.notices.choices import Channel
from notifier.notices.models import Notice


def begin(*, at: datetime, by: Actor) -> Start:
    """The oldest due e-mail is being sent."""
    start = _begin(at=at, by=by)
    assert start is not None
    return start


def send_all(*, at: datetime, by: Actor) -> int:
    """Every due e-mail is accepted; returns how many."""
    sent = 0
    while start := _begin(at=at, by=by):
        record_and_start(finished=Finished(start, Outcome.ACCEPTED, "250"), start=None, by=by, at=at)
        sent += 1
    return sent


def fail_all(code: str, *, at: datetime, by: Actor) -> int:
    """Every due e-mail is refused with this code; returns how many."""
    failed = 0
    while start := _begin(at=at, by=by):
        record_and_start(finished=Finished(start, Outcome.REFUSED, code), start=None, by=by, at=at)
        failed += 1
    return failed


def _begin(*, at: datetime, by: Actor) -> Start | None:
    batch = claim_batch(channels=[Channel.EMAIL], size=1, case=None, by=by, at=at)
    if batch is None:
        return None
    notice = Notice.objects.get(pk=batch.notices[0])
    start = Start(
        attempt=uuid4(), notice=notice.pk, case=batch.case, token=batch.token, channel=Channel.EMAIL, master=None,
        reference=reference_digest(notice.reference), message_id=f"<{notice.pk.hex}.email@avis.example.org>",
        number=Attempt.objects.filter(notice=notice).count() + 1,
    )  # fmt: skip
    assert record_and_start(finished=None, start=start, by=by, at=at)
    return start
