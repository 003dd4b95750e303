"""What is found in a roster: a verdict, counts and codes. No personal value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from notifier.rosters.rules.problems import Problem

# Counts are exact; beyond this many problems a list helps nobody.
MAX_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Examination:
    """`verdict` is accept, refuse or ask; `reason` the code behind it, None when accepted; `asks` the codes a person
    still has to confirm. total = good + refused + duplicate. `problems` is cut at MAX_PROBLEMS, `counts` is whole.
    """

    verdict: str
    reason: str | None
    asks: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    total: int
    good: int
    refused: int
    duplicate: int
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """What `import_roster --json` prints."""
        return {
            "verdict": self.verdict,
            "reason": self.reason,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "total": self.total,
            "good": self.good,
            "refused": self.refused,
            "duplicate": self.duplicate,
            "problems": [{"line": p.line, "column": p.column, "code": p.code} for p in self.problems],
        }


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The rows of one group of physicians."""

    total: int
    refused: int
    duplicate: int
