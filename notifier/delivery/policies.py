"""When an act on the outbox may be done."""

from datetime import datetime, timedelta

from notifier.delivery.choices import Answer, Evidence, HaltKind

# A pause that is to end by itself ends within so many days; a longer one is a stop, which somebody ends.
LONGEST_PAUSE = timedelta(days=30)


class RulingRefused(ValueError):
    """The answer lacks what it must rest on; `code` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class HaltRefused(ValueError):
    """Nothing can be paused or resumed so; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_ruling(answer: Answer, evidence: Evidence, reason: str) -> None:
    """Who says that a message arrived, or has it sent again, says why: the duty to show that everyone was told is the
    controller's (GDPR Articles 5(2) and 24). A letter that says one may have had it harms nobody and needs no reason,
    but the ground "other" always does.
    """
    if answer is Answer.ARRIVED and evidence is Evidence.NOTHING:
        raise RulingRefused("no_evidence")
    if answer is not Answer.LETTER and not reason.strip():
        raise RulingRefused("no_reason")
    if evidence is Evidence.OTHER and not reason.strip():
        raise RulingRefused("no_reason")


def check_halt(kind: HaltKind, until: datetime | None, *, at: datetime) -> None:
    """A stop has no end; a pause that has one ends later, and not in a year."""
    if kind is HaltKind.STOP and until is not None:
        raise HaltRefused("a_stop_has_no_end")
    if until is not None and until <= at:
        raise HaltRefused("ends_in_the_past")
    if until is not None and until > at + LONGEST_PAUSE:
        raise HaltRefused("ends_too_late")
