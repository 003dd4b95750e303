"""Handing letters to a provider, one after the other and step by step: write down what is asked for, ask, write down
the answer with the next step. The same code serves task and command.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifier.audit.actors import Actor
from notifier.mailroom.actions.consigning import (
    Held,
    begin_next,
    begin_settling,
    drop,
    go_on,
    hold_back,
    leave_in_doubt,
    note_declined,
    note_submitted,
    wait_again,
)
from notifier.mailroom.channels import Declined, Down, HybridMail, Letter, Unclear
from notifier.mailroom.choices import Stage, Word
from notifier.mailroom.models import Consignment, PrintRun
from notifier.mailroom.queries.consigning import LetterGone, opened_letter, sender_lines
from notifier.mailroom.rules.consigning import DECLINED_IN_A_ROW, settled

# Nobody there, no right: the next try is not at the next tick.
_PAUSE = timedelta(minutes=2)
_UNTIL_SOMEBODY_LOOKS = timedelta(days=1)


@dataclass(slots=True)
class Handed:
    """What one turn did. `stopped` is why it ended before its time, empty otherwise."""

    submitted: int = 0
    declined: int = 0
    in_doubt: int = 0
    settled: int = 0
    stopped: str = ""

    @property
    def is_idle(self) -> bool:
        return not (self.submitted or self.declined or self.in_doubt or self.settled)


def hand_over_due(
    provider: HybridMail,
    *,
    run: PrintRun | None,
    most: int,
    clock: Callable[[], datetime],
    by: Actor,
    asked_to_stop: Callable[[], bool] = lambda: False,
) -> Handed:
    """Settle what is in doubt, then hand over what is due, of one run or of all, up to `most` letters."""
    turn = _Turn(provider, clock, by)
    turn.settle_all(run)
    row = 0
    while not turn.report.stopped and turn.report.submitted + turn.report.declined < most and not asked_to_stop():
        held = begin_next(provider=provider.name, stage=provider.stages[0], run=run, by=by, at=clock())
        if held is None:
            break
        row = row + 1 if turn.hand_over(held) == "declined" else 0
        if row == DECLINED_IN_A_ROW:
            turn.stop("declined_in_a_row", pause=_UNTIL_SOMEBODY_LOOKS)
    return turn.report


class _Turn:
    def __init__(self, provider: HybridMail, clock: Callable[[], datetime], by: Actor) -> None:
        self._provider, self._clock, self._by = provider, clock, by
        self.report = Handed()

    def hand_over(self, held: Held) -> str:
        """All steps of one letter; says how it ended."""
        try:
            letter = letter_of(Consignment.objects.select_related(*_NEEDED).get(pk=held.pk))
            self._provider.check(letter)
        except LetterGone:
            return self._declined(held, "letter_gone")
        except Declined as declined:
            return self._declined(held, declined.code)
        stages = self._provider.stages
        for after, stage in enumerate(stages, start=1):
            try:
                sending = self._provider.take(stage, letter, held.sending)
            except Declined as declined:
                return self._declined(held, declined.code)
            except Unclear as unclear:
                leave_in_doubt(held=held, code=unclear.code, by=self._by, at=self._clock())
                self.report.in_doubt += 1
                self.stop(unclear.code)
                return "in_doubt"
            except Down as down:
                return self._put_off(held, down)
            if after == len(stages):
                break
            went = go_on(held=held, stage=stages[after], sending=sending, by=self._by, at=self._clock())
            if went is None:
                return self._left(Held(held.pk, held.token, held.stage, sending))
            held = went
        return self._submitted(held, sending)

    def settle_all(self, run: PrintRun | None) -> None:
        held = begin_settling(provider=self._provider.name, run=run, by=self._by, at=self._clock())
        nameless = [one for one in held if not one.sending]
        try:
            if nameless:
                self._settle_nameless(nameless)
            for one in held:
                if one.sending:
                    self._settle(one)
        except (Down, Unclear) as down:
            self.stop(down.code)
            for one in held:
                leave_in_doubt(held=one, code=down.code, by=self._by, at=self._clock())

    def stop(self, code: str, *, pause: timedelta = _PAUSE) -> None:
        self.report.stopped = code
        hold_back(provider=self._provider.name, until=self._clock() + pause, by=self._by, at=self._clock())

    def _submitted(self, held: Held, sending: str) -> str:
        if note_submitted(held=held, sending=sending, by=self._by, at=self._clock()):
            self.report.submitted += 1
        return "submitted"

    def _declined(self, held: Held, code: str) -> str:
        """What it holds of a letter it declines is taken away first; where that fails the letter stays in doubt."""
        try:
            if held.sending and not self._provider.discard(held.sending):
                raise Unclear("not_a_draft")
        except (Down, Unclear) as failed:
            leave_in_doubt(held=held, code=failed.code, by=self._by, at=self._clock())
            self.report.in_doubt += 1
            return "in_doubt"
        if note_declined(held=held, code=code, by=self._by, at=self._clock()):
            self.report.declined += 1
        return "declined"

    def _put_off(self, held: Held, down: Down) -> str:
        """Nothing was done, and the next letter would fare no better."""
        if held.stage is self._provider.stages[0] and held.stage is not Stage.SUBMITTING:
            wait_again(held=held, code=down.code, wait=down.wait, by=self._by, at=self._clock())
        else:
            leave_in_doubt(held=held, code=down.code, wait=down.wait, by=self._by, at=self._clock())
        self.stop(down.code, pause=max(_PAUSE, timedelta(seconds=down.wait)))
        return "put_off"

    def _left(self, held: Held) -> str:
        """Another worker has it, or it is not to go any more: the draft is of no use to anyone."""
        row = Consignment.objects.get(pk=held.pk)
        try:
            is_gone = not held.sending or self._provider.discard(held.sending)
        except (Down, Unclear):
            is_gone = False
        if row.token == held.token:
            if is_gone:
                drop(held=held, by=self._by, at=self._clock())
            else:
                leave_in_doubt(held=held, code="not_discarded", by=self._by, at=self._clock())
        return "left"

    def _settle_nameless(self, nameless: list[Held]) -> None:
        """Asked for a draft, or for all at once, and its name never reached us: it has ours."""
        found = self._provider.find(frozenset(one.pk.hex for one in nameless))
        for one in nameless:
            theirs = found.get(one.pk.hex, [])
            taken = [name for name, word in theirs if word not in {Word.DRAFT, Word.GONE}]
            if taken:
                self._note(one, taken[0])
            elif all(self._provider.discard(name) for name, _word in theirs):
                self._note(one, None)
            else:
                leave_in_doubt(held=one, code="not_a_draft", by=self._by, at=self._clock())

    def _settle(self, held: Held) -> None:
        word = self._provider.look(held.sending).word
        to = settled(held.stage, word)
        if to is Stage.WAITING and word is Word.DRAFT and not self._provider.discard(held.sending):
            to = None
        if to is None:
            leave_in_doubt(
                held=held, code="gone" if word is Word.GONE else "not_a_draft", by=self._by, at=self._clock()
            )
        elif to is Stage.SUBMITTING:
            self._provider.submit(held.sending)
            self._note(held, held.sending)
        else:
            self._note(held, held.sending if to is Stage.SUBMITTED else None)

    def _note(self, held: Held, sending: str | None) -> None:
        """It is with the provider under that name; or nothing of it is."""
        if sending is None:
            wait_again(held=held, code="", by=self._by, at=self._clock())
        else:
            self._submitted(held, sending)
        self.report.settled += 1


_NEEDED = ("piece__run__case__controller",)


def letter_of(consignment: Consignment) -> Letter:
    """As it is handed over. Raises LetterGone."""
    opened, piece = opened_letter(consignment), consignment.piece
    run = piece.run
    return Letter(
        custom_id=consignment.pk.hex,
        label=f"tirage-{run.number:04d}-{piece.position:06d}",
        pages=piece.pages,
        is_duplex=run.is_duplex,
        pdf=opened.pdf,
        lines=opened.lines,
        country=opened.country,
        sender=sender_lines(run.case.controller),
    )
