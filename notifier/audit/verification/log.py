"""The verification as a whole.

Whoever holds an earlier checkpoint gives it along: a log that was rewritten or rolled back since is found then, even
where all that is stored fits together.
"""

from collections.abc import Iterable

from django.db import connections

from notifier.audit import keys, triggers
from notifier.audit.history import BrokenHistory, KeyHistory, key_history
from notifier.audit.models import Checkpoint, TimeStamp
from notifier.audit.timestamps import stamp_holds
from notifier.audit.verification.events import read_places, read_unplaced
from notifier.audit.verification.roots import Roots
from notifier.audit.verification.verdict import Verdict


def verify_log(*, older: Iterable[bytes] = (), key: str | None = None) -> Verdict:
    """Read every row once; memory stays flat. `older` are checkpoints held by others, as signed notes; `key` is the
    fingerprint one of the log's keys must have, else one of the configured keys must be among them.
    """
    verdict = Verdict()
    for name in triggers.missing(connections["default"]):
        verdict.add("trigger_missing", detail=name)
    roots = Roots(verdict, _history(verdict, key), older)
    read_places(verdict, roots)
    read_unplaced(verdict)
    roots.finish()
    _judge_stamps(verdict)
    return verdict


def _history(verdict: Verdict, key: str | None) -> KeyHistory | None:
    try:
        history = key_history()
    except BrokenHistory as broken:
        verdict.add("key_history_broken", detail=broken)
        return None
    if history is not None:
        verdict.keys = tuple(one.fingerprint for one in history.keys)
        ours = {signer.verifier.fingerprint for signer in keys.configured(history.origin)}
        if not ({key} if key else ours) & set(verdict.keys):
            verdict.add("key_unknown", detail=" / ".join(verdict.keys))
    return history


def _judge_stamps(verdict: Verdict) -> None:
    notes = dict(Checkpoint.objects.filter(size__in=TimeStamp.objects.values("size")).values_list("size", "note"))
    for stamp in TimeStamp.objects.order_by("size").iterator(chunk_size=1000):
        note = notes.get(stamp.size)
        if note is None or not stamp_holds(bytes(stamp.token), bytes(note)):
            verdict.add("time_stamp_differs", stamp.size, detail=stamp.authority)
