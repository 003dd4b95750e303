"""Handing messages over, a handful at a time: they are begun together, each is counted just before it leaves, and those
that were taken are written down together. How many make a handful follows the relay's pace; at first it is one.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from notifier.audit.actors import Actor
from notifier.delivery.actions import (
    REFUSES_ALL,
    Finished,
    Start,
    begin_together,
    count_next,
    pause_refusing,
    put_away,
    record_and_start,
    record_taken,
)
from notifier.delivery.channels.face import Channel as ChannelFace
from notifier.delivery.channels.face import Delivered, Prepared
from notifier.delivery.choices import Outcome
from notifier.delivery.dispatch.report import Report
from notifier.delivery.rules import LEASE
from notifier.delivery.rules.handfuls import NOT_BEGUN, TAKEN, handful
from notifier.notices.models import Notice

# What to record of one notice, and its message, or why it has none.
Prepare = Callable[[Notice, datetime], tuple[Start, Prepared | Delivered]]
Finish = Callable[[Start, Prepared | Delivered, Delivered], Finished]
Ready = tuple[Start, Prepared]

# The other side has the message, or may have it.
_HANDED = frozenset({Outcome.ACCEPTED, Outcome.UNKNOWN})
# A worker that claims at the same time touches, for some milliseconds, rows that were just claimed by another.
_PAUSES = (0.005, 0.02, 0.08)
# What was taken waits no longer than this to be seen as sent.
_SEEN_WITHIN = timedelta(seconds=1)
# A handful is broken off long before its lease ends.
_TOO_LONG = LEASE / 2


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What handing over the messages of one claim takes; `on_handed` is called once the other side may have one."""

    token: UUID
    channel: ChannelFace
    prepare: Prepare
    finish: Finish
    on_handed: Callable[[], None]
    asked_to_stop: Callable[[], bool]
    clock: Callable[[], datetime]
    by: Actor
    report: Report

    def work(self, notices: Sequence[Notice]) -> None:
        """Until all are done, or the report says why not."""
        waiting, passed_over = deque(notices), set[UUID]()
        while waiting and not self._must_end():
            taken = [waiting.popleft() for _ in range(min(self.channel.together, len(waiting)))]
            ready = self._ready(taken)
            begun = self._begin(ready) if ready else []
            if begun:
                self._hand_over(begun)
            # What an import held at that moment is asked for once more at the end.
            missed = {start.notice for start, _ in ready} - {start.notice for start, _ in begun}
            waiting.extend(notice for notice in taken if notice.pk in missed - passed_over)
            passed_over |= missed
        put_away(token=self.token)

    def _must_end(self) -> bool:
        if not self.report.stopped and self.asked_to_stop():
            self.report.stopped = "asked_to_stop"
        return bool(self.report.stopped)

    def _ready(self, notices: Sequence[Notice]) -> list[Ready]:
        """Those that have a message; what became of the others is written down one by one."""
        ready: list[Ready] = []
        for notice in notices:
            start, prepared = self.prepare(notice, self.clock())
            if isinstance(prepared, Prepared):
                ready.append((start, prepared))
            elif record_and_start(finished=None, start=start, by=self.by, at=self.clock()):
                self._record(self.finish(start, prepared, prepared))
            else:
                self.report.stopped = "claim_lost"
                return []
        return ready

    def _begin(self, ready: Sequence[Ready]) -> list[Ready]:
        """What somebody holds is asked for again a moment later."""
        starts = [start for start, _ in ready]
        begun = begin_together(starts=starts, by=self.by, at=self.clock())
        for pause in _PAUSES:
            if begun:
                break
            time.sleep(pause)
            begun = begin_together(starts=starts, by=self.by, at=self.clock())
        if not begun:
            self.report.stopped = "claim_lost"
        ours = {start.notice for start in begun}
        return [one for one in ready if one[0].notice in ours]

    def _hand_over(self, begun: Sequence[Ready]) -> None:
        """One after the other; the first is counted already. What was begun and not handed over is given back."""
        since = written = self.clock()
        taken: list[Finished] = []
        handed = 0
        for place, (start, prepared) in enumerate(begun, start=1):
            if place > 1 and not self._goes_on(place, since):
                break
            delivered = self.channel.send(prepared)
            handed = place
            finished = self.finish(start, prepared, delivered)
            if delivered.outcome in _HANDED:
                self.on_handed()
            if is_plainly_taken(finished):
                taken.append(finished)
            else:
                # What was taken before it first, for whether the relay refuses everybody is asked of what is written.
                self._record_taken(taken)
                taken = []
                self._record(finished)
                if delivered.stop:
                    self.report.stopped = delivered.code
            if self.report.stopped:
                break
            if self.clock() - written > _SEEN_WITHIN:
                self._record_taken(taken)
                taken, written = [], self.clock()
        self._record_taken(taken)
        self._give_back([start for start, _ in begun[handed:]])
        took = self.clock() - since
        self.channel.together = 1 if self.report.stopped else handful(size=handed, took=took)

    def _goes_on(self, place: int, since: datetime) -> bool:
        at = self.clock()
        if self._must_end() or at - since > _TOO_LONG:
            return False
        if not count_next(token=self.token, place=place, at=at):
            self.report.stopped = "claim_lost"
        return not self.report.stopped

    def _record_taken(self, taken: Sequence[Finished]) -> None:
        if taken:
            self.report.outcomes[Outcome.ACCEPTED] += len(taken)
            for finished in record_taken(taken=taken, by=self.by, at=self.clock()):
                record_and_start(finished=finished, start=None, by=self.by, at=self.clock())

    def _record(self, finished: Finished) -> None:
        self.report.outcomes[finished.outcome] += 1
        record_and_start(finished=finished, start=None, by=self.by, at=self.clock())
        if (
            finished.outcome is Outcome.REFUSED
            and finished.code.isdigit()
            # Rare, and worth a look of its own: is it this patient's address, or does the relay refuse everybody?
            and pause_refusing(channel=finished.start.channel, by=self.by, at=self.clock())
        ):
            self.report.stopped = REFUSES_ALL

    def _give_back(self, starts: Sequence[Start]) -> None:
        for start in starts:
            back = Finished(start, Outcome.DEFERRED, NOT_BEGUN, spares=True)
            record_and_start(finished=back, start=None, by=self.by, at=self.clock())
        self.report.released += len(starts)


def is_plainly_taken(finished: Finished) -> bool:
    """What the tally alone can say of it: anything else is written down by itself."""
    return finished.outcome is Outcome.ACCEPTED and finished.code == TAKEN
