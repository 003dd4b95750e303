"""When a letter counts as posted, and when it may be presumed delivered."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from notifier.law.refusals import Refusal, refusal

# Simple mail has no positive proof. Returns took over a month (a consumers' report of 2012), so who waits half a month
# longer may presume. It is a word on a page and changes no state.
PRESUMED_AFTER_DAYS = 45

POSTED_IN_FUTURE = refusal("posted_in_future", "ce jour est à venir : on ne note que ce qui est fait",
                           "this day is yet to come: only what was done is recorded", "GDPR 5(2)")  # fmt: skip
POSTED_BEFORE_RUN = refusal("posted_before_run", "ce jour précède le tirage : ces lettres n’étaient pas imprimées",
                            "this day comes before the print run: nothing was printed", "GDPR 5(2)")  # fmt: skip

_RANGE = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")
# A range is written by hand; more pieces than this no run has.
_MOST = 5_000_000


class UnreadablePieces(ValueError):
    """What was typed names no pieces."""


def posting_problems(*, on: date, made_on: date, today: date) -> tuple[Refusal, ...]:
    """Why the letters of a run cannot have been posted on that day; empty where they can."""
    return (
        *([POSTED_IN_FUTURE] if on > today else []),
        *([POSTED_BEFORE_RUN] if on < made_on else []),
    )


def presumed_on(posted_on: date) -> date:
    """From this day on a letter that did not come back is presumed delivered."""
    return posted_on + timedelta(days=PRESUMED_AFTER_DAYS)


def is_presumed_delivered(posted_on: date, today: date) -> bool:
    return today >= presumed_on(posted_on)


def read_pieces(text: str, last: int) -> frozenset[int]:
    """The places named by "1-20, 35"; raises UnreadablePieces for anything else, or for a place the run lacks."""
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
        found.update(_range(part, last))
    if not found:
        raise UnreadablePieces
    return frozenset(found)


def in_ranges(places: Iterable[int]) -> str:
    """`1-20, 35`: how a list of pieces is written for people, and read again."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place - 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return ", ".join(str(first) if first == end else f"{first}-{end}" for first, end in runs)


def _range(part: str, last: int) -> range:
    typed = _RANGE.fullmatch(part)
    if typed is None:
        raise UnreadablePieces
    first, end = int(typed[1]), int(typed[2] or typed[1])
    if not 1 <= first <= end <= min(last, _MOST):
        raise UnreadablePieces
    return range(first, end + 1)
