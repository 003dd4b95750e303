"""Messages in doubt, as a killed worker leaves them."""

from datetime import datetime, timedelta
from uuid import uuid4

from notifier.audit.actors import Actor
from notifier.delivery.actions import Start, claim_batch, record_and_start, sweep
from notifier.delivery.rules import LEASE
from notifier.lib.ids import reference_digest
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice


def put_in_doubt(count: int, *, at: datetime, by: Actor) -> datetime:
    """That many e-mails were begun and never ended; returns when it was noticed."""
    for _place in range(count):
        batch = claim_batch(channels=[Channel.EMAIL], size=1, case=None, by=by, at=at)
        assert batch is not None
        notice = Notice.objects.get(pk=batch.notices[0])
        start = Start(
            attempt=uuid4(), notice=notice.pk, case=batch.case, token=batch.token, channel=Channel.EMAIL, master=None,
            reference=reference_digest(notice.reference), message_id=f"<{notice.pk.hex}.email@avis.example.org>",
            number=notice.attempts.count() + 1,
        )  # fmt: skip
        assert record_and_start(finished=None, start=start, by=by, at=at)
    noticed = at + LEASE + timedelta(seconds=1)
    sweep(by=by, at=noticed)
    assert Notice.objects.filter(state=State.IN_DOUBT).count() == count
    return noticed
