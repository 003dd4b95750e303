"""Claim, start, record, release, sweep: every write of the outbox."""

from notifier.delivery.actions.attempts import Finished, Start
from notifier.delivery.actions.claiming import Batch, claim_batch, release_batch
from notifier.delivery.actions.doubting import rule_on_doubts, settle_by_letter, settle_by_record
from notifier.delivery.actions.halting import halt, lift_halt, take_back_halted
from notifier.delivery.actions.handfuls import begin_together, count_next, put_away, record_taken
from notifier.delivery.actions.making import keep_plate, record_made
from notifier.delivery.actions.owing import owe_invitations, owe_nudges
from notifier.delivery.actions.pacing import set_pace
from notifier.delivery.actions.providers import confirm_erased, note_handover
from notifier.delivery.actions.reminding import owe_deadlines
from notifier.delivery.actions.requeueing import REFUSES_ALL, pause_refusing, requeue_failed
from notifier.delivery.actions.sending import record_and_start
from notifier.delivery.actions.staffing import (
    StaffReceipt,
    claim_staff_mail,
    owe_checkpoints,
    record_staff_mail,
    sweep_staff_mail,
)
from notifier.delivery.actions.sweeping import Swept, sweep

__all__ = [
    "REFUSES_ALL",
    "Batch",
    "Finished",
    "StaffReceipt",
    "Start",
    "Swept",
    "begin_together",
    "claim_batch",
    "claim_staff_mail",
    "confirm_erased",
    "count_next",
    "halt",
    "keep_plate",
    "lift_halt",
    "note_handover",
    "owe_checkpoints",
    "owe_deadlines",
    "owe_invitations",
    "owe_nudges",
    "pause_refusing",
    "put_away",
    "record_and_start",
    "record_made",
    "record_staff_mail",
    "record_taken",
    "release_batch",
    "requeue_failed",
    "rule_on_doubts",
    "set_pace",
    "settle_by_letter",
    "settle_by_record",
    "sweep",
    "sweep_staff_mail",
    "take_back_halted",
]
