"""Signing what the log holds so far. A checkpoint that does not continue the one before is never signed."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from notifier.audit import keys, tree
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.history import BEGUN, CHANGED, SUBJECT, KeyHistory, change_data, key_history
from notifier.audit.models import Checkpoint, Event, Leaf
from notifier.audit.sequencer import sequence
from notifier.lib.checkpoints import CheckpointText
from notifier.lib.merkle import leaf_hash
from notifier.lib.notes import Signer, Verifier, sign_note

_BY = Actor("system", "log")
_AT_ONCE = 5000


class LogTampered(RuntimeError):
    """What is stored does not continue what was signed; nothing more is signed until a person has looked.

    `manage.py verify_log` says what differs.
    """


class LogKeyMissing(RuntimeError):
    """The key that signs this log is not configured here, or a new one was not introduced by the old."""


def latest_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def make_checkpoint(*, at: datetime) -> Checkpoint:
    """Place what waits and sign the tree, unless the newest checkpoint says it all. Raises LogTampered, LogKeyMissing,
    history.BrokenHistory.
    """
    _begin(at)
    sequence()
    return _sign(at)


@transaction.atomic
def change_key(*, by: Actor, at: datetime) -> Verifier:
    """Let the first configured key follow the one that signs now; a second call changes nothing. Returns the new one.

    Raises LogKeyMissing while either of the two is not configured.
    """
    tree.lock()
    history = key_history()
    if history is None:
        raise LogKeyMissing("the log has not begun: the first configured key will sign it")
    new = keys.configured(history.origin)[0]
    if new.verifier != history.current:
        old = _signer(history, history.current)
        record(Fact(CHANGED, SUBJECT, data=change_data(old, new)), by=by, at=at)
    return new.verifier


@transaction.atomic
def _begin(at: datetime) -> None:
    """The log's first words about itself: its name and its key. A log once signed never begins again."""
    if latest_checkpoint() is not None:
        return
    tree.lock()
    if not Event.objects.filter(subject=SUBJECT, kind=BEGUN).exists():
        first = keys.configured(settings.LOG_ORIGIN)[0]
        data = {"origin": settings.LOG_ORIGIN, "key": first.verifier.text}
        record(Fact(BEGUN, SUBJECT, data=data), by=_BY, at=at)


@transaction.atomic
def _sign(at: datetime) -> Checkpoint:
    tree.lock()
    latest, size = latest_checkpoint(), tree.tree_size()
    if latest is not None and latest.size == size:
        return latest
    history = key_history()
    if history is None:
        raise LogTampered("the log's beginning is gone")
    _check_continues(latest, size)
    text = CheckpointText(history.origin, size, tree.stored_root(size))
    note = sign_note(str(text), _signers(history, latest.size if latest else 0))
    return Checkpoint.objects.create(size=size, root=text.root, note=note, made_at=at)


def _check_continues(latest: Checkpoint | None, size: int) -> None:
    """The tree begins with what was signed before, and what came since was sealed by us and is what the tiles hold."""
    signed = latest.size if latest else 0
    if latest is not None and (size < signed or tree.stored_root(signed) != bytes(latest.root)):
        raise LogTampered(f"the log no longer begins with what was signed at {signed}")
    node = tree.stored_nodes()
    for start in range(signed, size, _AT_ONCE):
        places = Leaf.objects.filter(place__gte=start, place__lt=min(start + _AT_ONCE, size))
        events = dict(places.values_list("event_id", "place"))
        # Asked for by their places: thousands of numbers take longer to write into a statement than to look up.
        rows = Event.objects.filter(pk__in=places.values("event_id")).values_list("pk", "body", "seal")
        good = {
            events[pk]
            for pk, body, seal in rows
            if node(0, events[pk]) == leaf_hash(bytes(body)) and keys.is_sealed(bytes(body), bytes(seal))
        }
        if len(good) != min(_AT_ONCE, size - start):
            raise LogTampered(f"an event between {start} and {start + _AT_ONCE} is not what it was when it was placed")


def _signers(history: KeyHistory, signed: int) -> list[Signer]:
    """The current key, and beside it the one it followed when the change is not yet covered by a checkpoint."""
    recent = [
        key
        for key, changed in zip(history.keys, history.places[1:], strict=False)
        if changed is None or changed >= signed
    ]
    return [_signer(history, key) for key in (history.current, *reversed(recent))]


def _signer(history: KeyHistory, key: Verifier) -> Signer:
    for signer in keys.configured(history.origin):
        if signer.verifier == key:
            return signer
    raise LogKeyMissing(f"the log is signed by the key {key.fingerprint}, which is not in NOTIFIER_LOG_KEYS")
