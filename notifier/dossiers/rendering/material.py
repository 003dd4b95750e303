"""An evidence file's material, gathered from where each part is kept."""

from datetime import datetime
from uuid import UUID

from notifier.audit.canonical import moment
from notifier.audit.history import key_history
from notifier.audit.models import Checkpoint
from notifier.breaches.models import Case
from notifier.dossiers.queries.events import earlier_checkpoints, opened_at, placed_events, time_stamps
from notifier.dossiers.queries.evidence import declared, people, wordings
from notifier.dossiers.queries.reasons import opened_reasons
from notifier.dossiers.rendering.sent import NothingKept, show_sent
from notifier.dossiers.rules.material import Material, Placed, Reason, Scope, Sent, Signed, Worded
from notifier.dossiers.verify import committed, read_canonical
from notifier.lib.checkpoints import read_checkpoint
from notifier.lib.notes import Verifier, open_note
from notifier.notices.models import Master, Notice


class NotWhatWasSent(RuntimeError):
    """Kept bytes differ from those the log committed to: nobody is handed them as what was sent."""


def gather(scope: Scope, checkpoint: Checkpoint, *, language: str, at: datetime) -> Material:
    """Everything the package says under this checkpoint. Raises NothingTold, NotWhatWasSent, CannotOpen."""
    case = Case.objects.select_related("breach__vendor", "controller__organisation").get(pk=scope.case)
    keys, note = _keys(checkpoint.size), bytes(checkpoint.note)
    placed = placed_events(scope, checkpoint.size)
    since = opened_at(placed)
    said = declared(case, is_whole=scope.is_whole)
    worded = wordings(scope.case)
    sent: tuple[Sent, ...] = ()
    reasons: tuple[Reason, ...] = ()
    if scope.notice is None:
        said["people"], reasons = people(_actors(placed)), _reasons(case, placed)
    else:
        worded, sent = _used(worded, scope.notice), _sent(scope.notice)
    return Material(
        scope=scope,
        language=language,
        made_at=moment(at),
        placed=placed,
        checkpoint=Signed(read_checkpoint(open_note(note, keys)), note),
        keys=keys,
        earlier=earlier_checkpoints(since, checkpoint.size),
        stamps=time_stamps(since, checkpoint.size),
        wordings=worded,
        sent=sent,
        reasons=reasons,
        declared=said,
    )


def _keys(size: int) -> tuple[Verifier, ...]:
    """Those the log had been given when it was that size; one that came since cannot be checked under it."""
    history = key_history()
    introduced = zip(history.keys, history.places, strict=True) if history else ()
    return tuple(key for key, place in introduced if place is not None and place < size)


def _actors(placed: Placed) -> set[str]:
    return {read_canonical(body)["by"] for body in placed.bodies}


def _reasons(case: Case, placed: Placed) -> tuple[Reason, ...]:
    """What people wrote, where the log commits to it and it can still be opened. A text the log commits to otherwise
    is not handed over: its event is then among those without a text.
    """
    opened = {reason.commitment: reason for reason in opened_reasons(case)}
    commitments = committed(read_canonical(body) for body in placed.bodies)
    found = ((event, opened.get(commitment)) for event, commitment in commitments.items())
    return tuple(Reason(event, reason.nonce, reason.text) for event, reason in found if reason)


def _used(worded: tuple[Worded, ...], notice: UUID) -> tuple[Worded, ...]:
    """Of each wording only the masters this notice was made from."""
    used = Master.objects.filter(pk__in=Notice.objects.filter(pk=notice).values("attempts__master"))
    keys = {(master.wording.number, master.channel, master.variant) for master in used.select_related("wording")}
    return tuple(
        Worded(
            wording.number,
            wording.approved,
            {key: data for key, data in wording.masters.items() if (wording.number, *key) in keys},
        )
        for wording in worded
    )


def _sent(notice: UUID) -> tuple[Sent, ...]:
    """What was sent, where it can still be shown."""
    row = Notice.objects.filter(pk=notice).first()
    try:
        shown = show_sent(row) if row else []
    except NothingKept:
        return ()
    if not all(one.is_match for one in shown):
        raise NotWhatWasSent(f"what is kept of notice {notice} is not what the log committed to")
    return tuple(one.sent for one in shown)
