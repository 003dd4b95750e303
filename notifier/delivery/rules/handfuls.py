"""How many messages are begun together, and what became of those whose worker died. Values in, values out."""

from datetime import timedelta

from notifier.delivery.choices import Outcome

# So many messages are begun together at most, and fewer where they would take longer than this.
_HANDFUL = 100
_AT_ONCE = timedelta(milliseconds=100)
# The relay's answer that needs no words, and what was announced and then not handed over.
TAKEN = "250"
NOT_BEGUN = "not_begun"


def handful(*, size: int, took: timedelta) -> int:
    """How many to begin together after `size` of them took so long; at most twice as many as before."""
    fits = size * (_AT_ONCE / took) if took > timedelta(0) else 2 * size
    return max(1, min(_HANDFUL, 2 * size, int(fits)))


def left_behind(*, place: int, begun: int | None) -> Outcome:
    """What became of the message in this place of a handful whose worker died, 0 for one begun by itself; `begun` is
    the tally, None for none. All before the last that was begun were taken: whatever became of them otherwise was
    written down by itself.
    """
    if begun is None or place in (0, begun):
        return Outcome.UNKNOWN
    return Outcome.ACCEPTED if place < begun else Outcome.DEFERRED
