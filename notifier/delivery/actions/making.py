"""Letters that were made: many in one transaction, for making one leaves the house with nothing."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.audit.copying import insert_values
from notifier.delivery.actions.attempts import Finished, Start
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, MadeLetter, Plate
from notifier.notices.choices import HoldReason, State
from notifier.notices.models import Master, Notice
from notifier.press.plates import lay

_COLUMNS = (
    "id", "notice_id", "number", "channel", "master_id", "place", "started_at", "ended_at", "outcome", "code",
    "message_id", "commitment", "sealed",
)  # fmt: skip


@transaction.atomic
def record_made(*, made: Sequence[Finished], by: Actor, at: datetime) -> frozenset[UUID]:
    """Write start and receipt of these letters of one claim, with the events of both. Returns whose were written: not
    those that are ours no longer, nor those of whom a later list said more meanwhile.
    """
    plain = Notice.objects.held_by(made[0].start.token, at).filter(
        pk__in=[letter.start.notice for letter in made],
        state=State.CLAIMED,
        late_reason=HoldReason.NONE,
        more_leaked_at__isnull=True,
    )
    if connection.features.has_select_for_update_skip_locked:
        plain = plain.select_for_update(skip_locked=True)
    ours = frozenset(plain.values_list("pk", flat=True))
    written = [letter for letter in made if letter.start.notice in ours]
    insert_values(Attempt, _COLUMNS, [_attempt(letter.start, at) for letter in written])
    insert_values(MadeLetter, ("attempt_id", "sealed"), [(letter.start.attempt, letter.letter) for letter in written])
    Notice.objects.filter(pk__in=ours).update(
        state=State.READY_TO_PRINT, token=None, lease_until=None, tries=F("tries") + 1, changed_at=at
    )
    facts = [fact for letter in written for fact in _facts(letter)]
    record_all(facts, by=by, at=at)
    return ours


@transaction.atomic
def keep_plate(*, master: Master, by: Actor, at: datetime) -> None:
    """Lay a letter's master out, once for ever: what was approved, in the form it is printed in. It holds nothing of
    anybody.
    """
    if Plate.objects.filter(pk=master.sha256).exists():
        return
    plate = lay(bytes(master.data).decode())
    kept = {"pdf": plate.pdf, "layout": plate.layout(), "made_at": at}
    # Another worker may be quicker; both have laid out the same.
    _, is_new = Plate.objects.get_or_create(pk=master.sha256, defaults=kept)
    if is_new:
        wording = master.wording
        data = {
            "number": wording.number,
            "variant": master.variant,
            "pages": plate.pages,
            "sha256": sha256(plate.pdf).hexdigest(),
        }
        record(Fact("letter.laid_out", f"wording:{wording.pk}", case=wording.case_id, data=data), by=by, at=at)


def _attempt(start: Start, at: datetime) -> tuple[object, ...]:
    return (
        start.attempt, start.notice, start.number, start.channel.value, start.master, 0, at, at, Outcome.MADE.value, "",
        start.message_id, start.commitment, start.sealed,
    )  # fmt: skip


def _facts(letter: Finished) -> tuple[Fact, Fact]:
    return letter.start.fact(), letter.fact(State.SENDING, State.READY_TO_PRINT)
