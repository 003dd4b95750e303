"""What working a batch came to."""

from collections import Counter
from dataclasses import dataclass, field

from notifier.delivery.choices import Outcome


@dataclass(slots=True)
class Report:
    """What one batch did: outcomes counted, how many were given back, why it stopped early, what channel is down."""

    claimed: int = 0
    released: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    stopped: str = ""
    down: str = ""

    @property
    def is_idle(self) -> bool:
        """Nothing was due, or nothing could be done: asking again at once is of no use."""
        return not self.outcomes or bool(self.stopped)
