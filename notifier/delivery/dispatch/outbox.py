"""Working the notices: claim, start, send, record. Never inside a transaction.

The same code serves the workers' tasks, `manage.py send` and the demo.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import (
    Batch,
    Finished,
    Start,
    claim_batch,
    keep_plate,
    note_handover,
    release_batch,
)
from notifier.delivery.channels.face import Channel as ChannelFace
from notifier.delivery.channels.face import ChannelDown, Delivered, Prepared, Unsendable
from notifier.delivery.choices import Outcome, ProviderKind
from notifier.delivery.dispatch.handfuls import HandingOver
from notifier.delivery.dispatch.letters import make_letters
from notifier.delivery.dispatch.report import Report
from notifier.delivery.queries import attempts_of, due_channels, paused_channels
from notifier.delivery.rules import BATCH
from notifier.lib.ids import reference_digest, uuid7
from notifier.notices.choices import Channel, HoldReason
from notifier.notices.models import Master, Notice
from notifier.notices.rendering.fields import variant_of
from notifier.notices.rules.variants import Variant
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from notifier.vault.sealing import CannotOpen, Sealer

Clock = Callable[[], datetime]


class TextNotApproved(Unsendable):
    """The wording was approved without what this patient, as they are now, must be told: the controller reads it
    first.
    """

    def __init__(self) -> None:
        super().__init__(HoldReason.TEXT_NOT_APPROVED)


_log = logging.getLogger(__name__)
_NEEDED = (
    "case_id", "wording_id", "reference", "number", "may_have_had", "patient__sealed", "patient__language",
    "patient__tier", "patient__salutation", "patient__exposure", "patient__care",
)  # fmt: skip


def _never() -> bool:
    return False


@dataclass(slots=True)
class _Desk:
    """What working one batch needs at hand: the case's keys and the masters, opened once."""

    batch: Batch
    channel: ChannelFace
    asked_to_stop: Callable[[], bool]
    masters: dict[tuple[UUID, str], Master | None] = field(default_factory=dict)
    opened: Sealer | None = None
    has_handed: bool = False
    # How many attempts each notice has had; none is added while the batch holds it but by us.
    attempts: Mapping[UUID, int] = field(default_factory=dict)

    @property
    def sealer(self) -> Sealer:
        """Opened when first asked for, so that a case without its key defers its notices instead of the batch."""
        if self.opened is None:
            self.opened = sealer_for(self.batch.case)
        return self.opened

    def master(self, notice: Notice, variant: Variant, by: Actor, at: datetime) -> Master:
        key = (notice.wording_id, variant.key)
        if key not in self.masters:
            wanted = Master.objects.filter(wording=notice.wording_id, channel=self.batch.channel, variant=variant.key)
            self.masters[key] = found = wanted.first()
            if found is not None and self.batch.channel is Channel.LETTER:
                keep_plate(master=found, by=by, at=at)
        master = self.masters[key]
        if master is None:
            raise TextNotApproved
        return master


def work_batch(
    channels: Mapping[Channel, ChannelFace],
    *,
    clock: Clock,
    by: Actor,
    case: UUID | None = None,
    size: int = BATCH,
    asked_to_stop: Callable[[], bool] = _never,
) -> Report:
    """Claim one batch and work it to its end, or until the channel or the claim is lost, or the process must end.
    What was not begun is given back at once.
    """
    report = Report()
    usable = _usable(channels, due_channels(clock(), case), paused_channels(clock()), report)
    batch = claim_batch(channels=usable, size=size, case=case, by=by, at=clock()) if usable else None
    if batch is None:
        return report
    report.claimed = len(batch.notices)
    desk = _Desk(batch, channels[batch.channel], asked_to_stop)
    try:
        desk.attempts = attempts_of(batch.notices)
        _work(desk, report, clock=clock, by=by)
    finally:
        report.released += release_batch(batch=batch, by=by, at=clock())
        _note_copies(desk, by=by, at=clock())
    return report


def _note_copies(desk: _Desk, *, by: Actor, at: datetime) -> None:
    """That the relay was handed messages of the case: after the first of a batch, should the process be killed before
    the last, and at its end.
    """
    if desk.has_handed and settings.RELAY_KEEPS_DAYS is not None:
        days = settings.RELAY_KEEPS_DAYS
        note_handover(case=desk.batch.case, kind=ProviderKind.RELAY, provider="", days=days, by=by, at=at)


def _usable(
    channels: Mapping[Channel, ChannelFace], due: Iterable[Channel], paused: Mapping[Channel, str], report: Report
) -> list[Channel]:
    """Of the channels something is due on, those at hand that work now: a relay that is down must not hold up the
    letters, nor be asked for by claims that only come back.
    """
    usable = []
    for channel in (one for one in due if one in channels):
        if channel in paused:
            report.down = paused[channel]
            continue
        try:
            channels[channel].open()
            usable.append(channel)
        except ChannelDown as down:
            report.down = down.code
    return usable


def _work(desk: _Desk, report: Report, *, clock: Clock, by: Actor) -> None:
    notices = _notices(desk.batch)
    rows = [notices[pk] for pk in desk.batch.notices]
    prepare, finish = partial(_prepare, desk, by=by), partial(_finish, desk)
    if desk.batch.channel is Channel.LETTER:
        made = make_letters(rows, prepare, finish, desk.asked_to_stop, clock=clock, by=by)
        report.outcomes, report.stopped = made.outcomes, made.stopped
        return

    def on_handed() -> None:
        if not desk.has_handed:
            desk.has_handed = True
            _note_copies(desk, by=by, at=clock())

    token, channel = desk.batch.token, desk.channel
    HandingOver(token, channel, prepare, finish, on_handed, desk.asked_to_stop, clock, by, report).work(rows)


def _notices(batch: Batch) -> dict[UUID, Notice]:
    """The batch's notices with their patients and their case, and of them what preparing needs; two queries."""
    rows = Notice.objects.select_related("patient").only(*_NEEDED).in_bulk(batch.notices)
    case = Case.objects.select_related("breach").get(pk=batch.case)
    for notice in rows.values():
        notice.case = case
    return rows


def _prepare(desk: _Desk, notice: Notice, at: datetime, by: Actor) -> tuple[Start, Prepared | Delivered]:
    """The bytes and the record that will announce them; an unsendable notice is its own refusal."""
    attempt = uuid7(at, os.urandom(10))
    master: Master | None = None
    try:
        person = open_person(notice.recipient, desk.sealer)
        day = timezone.localdate(at)
        variant = variant_of(notice.recipient, person, day, may_have_had=notice.may_have_had, number=notice.number)
        master = desk.master(notice, variant, by, at)
        prepared = desk.channel.prepare(notice, person, variant, bytes(master.data), at)
    except (Unsendable, CannotOpen) as problem:
        code = problem.code if isinstance(problem, Unsendable) else "cannot_open"
        outcome = Outcome.HELD if isinstance(problem, TextNotApproved) else Outcome.REFUSED
        return _start(desk, notice, attempt, master), Delivered(outcome, code)
    except DatabaseError:
        raise
    except Exception as problem:
        # The oldest due notices are claimed first: one that breaks must wait, or nothing behind it would ever leave.
        # Its kind alone is logged: its text may hold what could not be read.
        _log.error("notice %s cannot be prepared: %s", notice.pk, type(problem).__name__)
        return _start(desk, notice, attempt, master), Delivered(Outcome.DEFERRED, "cannot_prepare")
    return _start(desk, notice, attempt, master, prepared), prepared


def _start(
    desk: _Desk, notice: Notice, attempt: UUID, master: Master | None, prepared: Prepared | None = None
) -> Start:
    commitment, sealed = _commit(desk.sealer, attempt, prepared) if prepared else ("", None)
    return Start(
        attempt=attempt,
        notice=notice.pk,
        case=desk.batch.case,
        token=desk.batch.token,
        channel=desk.batch.channel,
        master=master.pk if master else None,
        reference=reference_digest(notice.reference),
        number=desk.attempts.get(notice.pk, 0) + 1,
        message_id=prepared.message_id if prepared else "",
        commitment=commitment,
        sealed=sealed,
    )


def _commit(sealer: Sealer, attempt: UUID, prepared: Prepared) -> tuple[str, bytes]:
    """SHA-256(nonce || bytes), and the sealed nonce and fields from which the bytes can be made and shown again."""
    nonce = os.urandom(32)
    kept = json.dumps({"nonce": nonce.hex(), "fields": prepared.fields}, ensure_ascii=False).encode()
    return hashlib.sha256(nonce + prepared.data).hexdigest(), sealer.seal("attempts", attempt, kept)


def _finish(desk: _Desk, start: Start, prepared: Prepared | Delivered, delivered: Delivered) -> Finished:
    letter = None
    if delivered.outcome is Outcome.MADE and isinstance(prepared, Prepared):
        letter = desk.sealer.seal("letters", start.attempt, prepared.letter)
    return Finished(start, delivered.outcome, delivered.code, letter, spares=delivered.spares)
