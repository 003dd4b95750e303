"""The signed roots, each compared at the moment the events have been read as far as it reaches."""

from collections import defaultdict
from collections.abc import Iterable

from notifier.audit.history import KeyHistory
from notifier.audit.models import Checkpoint
from notifier.audit.verification.verdict import Verdict
from notifier.lib.checkpoints import BadCheckpoint, CheckpointText, read_checkpoint
from notifier.lib.merkle import Frontier
from notifier.lib.notes import NoteRefused, open_note

STORED, OLDER = "checkpoint", "older_checkpoint"


class Roots:
    """Grows a tree beside the events; `older` are checkpoints that others hold."""

    def __init__(self, verdict: Verdict, history: KeyHistory | None, older: Iterable[bytes]) -> None:
        self._verdict = verdict
        self._history = history
        self._tree = Frontier()
        self._expected: defaultdict[int, list[tuple[str, bytes]]] = defaultdict(list)
        for row in Checkpoint.objects.order_by("size").iterator(chunk_size=1000):
            verdict.checkpoints += 1
            verdict.signed = row.size
            self._expect_stored(row)
        for note in older:
            self._expect(OLDER, note)
        self._compare()

    def append(self, leaf: bytes) -> None:
        self._tree.append(leaf)
        if self._tree.size in self._expected:
            self._compare()

    def finish(self) -> None:
        """Say what was signed beyond the last event."""
        self._verdict.size, self._verdict.root = self._tree.size, self._tree.root()
        for size in sorted(self._expected):
            for name, _ in self._expected[size]:
                self._verdict.add(f"{name}_ahead", size)

    def _expect_stored(self, row: Checkpoint) -> None:
        text = self._expect(STORED, bytes(row.note))
        if text is not None and (text.size, text.root) != (row.size, bytes(row.root)):
            self._verdict.add("checkpoint_changed", row.size)

    def _expect(self, name: str, note: bytes) -> CheckpointText | None:
        history = self._history
        try:
            text = read_checkpoint(open_note(note, history.keys if history else ()))
        except (NoteRefused, BadCheckpoint) as refused:
            self._verdict.add(f"{name}_refused", detail=refused)
            return None
        if history is not None and text.origin != history.origin:
            self._verdict.add(f"{name}_refused", detail="it is another log's")
            return None
        self._expected[text.size].append((name, text.root))
        return text

    def _compare(self) -> None:
        for name, root in self._expected.pop(self._tree.size, ()):
            if root != self._tree.root():
                self._verdict.add(f"{name}_differs", self._tree.size)
