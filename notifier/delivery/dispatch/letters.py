"""Making a batch of letters: nothing leaves the house, so the batch is written down at once instead of one by one."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from notifier.audit.actors import Actor
from notifier.delivery.actions import Finished, Start, record_and_start, record_made
from notifier.delivery.channels.face import Delivered, Prepared
from notifier.delivery.choices import Outcome
from notifier.notices.models import Notice

# What to record of one notice, and whether its letter could be made.
Prepare = Callable[[Notice, datetime], tuple[Start, Prepared | Delivered]]
Finish = Callable[[Start, Prepared | Delivered, Delivered], Finished]


@dataclass(slots=True)
class Made:
    """Outcomes counted, and why it stopped early."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    stopped: str = ""


def make_letters(
    notices: Sequence[Notice],
    prepare: Prepare,
    finish: Finish,
    asked_to_stop: Callable[[], bool],
    *,
    clock: Callable[[], datetime],
    by: Actor,
) -> Made:
    """Those that can be made in one transaction; then one by one those that cannot, and those of whom a list said more
    while they were being made.
    """
    report = Made()
    made: list[Finished] = []
    others: list[Finished] = []
    for notice in notices:
        if asked_to_stop():
            report.stopped = "asked_to_stop"
            break
        start, prepared = prepare(notice, clock())
        if isinstance(prepared, Prepared):
            made.append(finish(start, prepared, Delivered(Outcome.MADE)))
        else:
            others.append(finish(start, prepared, prepared))
    written = record_made(made=made, by=by, at=clock()) if made else frozenset()
    report.outcomes[Outcome.MADE] += len(written)
    others += [letter for letter in made if letter.start.notice not in written]
    for finished in others:
        if not record_and_start(finished=None, start=finished.start, by=by, at=clock()):
            report.stopped = "claim_lost"
            break
        record_and_start(finished=finished, start=None, by=by, at=clock())
        report.outcomes[finished.outcome] += 1
    return report
