"""The face of every hybrid-mail provider: it prints, folds, franks and posts a letter it is handed over the network."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from notifier.mailroom.choices import Stage, Word


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `custom_id` names it for ever and tells nobody anything; `label` is what the provider's own pages
    call it. `lines` are those in its window; `country` is an alpha-2 code, empty where it cannot be told. `sender` are
    the lines of a neutral return address that is not printed, none where it does not fit.
    """

    custom_id: str
    label: str
    pages: int
    is_duplex: bool
    pdf: bytes = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    country: str = field(repr=False)
    sender: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What the provider says of a letter now. `on` is the day it was produced; `code` why it was rejected; `carrier`
    the last code of whoever carries it; `pages` those it printed, without a sheet for the address.
    """

    word: Word
    on: date | None = None
    code: str = ""
    carrier: str = ""
    is_undelivered: bool = False
    pages: int | None = None
    is_archived: bool = False


class Declined(Exception):
    """The provider does not take this letter, now or later; it took nothing of it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unclear(Exception):
    """It may have done what it was asked for: only asking tells."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Down(Exception):
    """It did not do it, for a reason that concerns every letter: nobody there, no right, too fast. `wait` seconds at
    least before the next try, where it says so.
    """

    def __init__(self, code: str, wait: int = 0) -> None:
        super().__init__(code)
        self.code, self.wait = code, wait


class HybridMail(Protocol):
    """A provider. `stages` are the steps it needs, in their order and ending with SUBMITTING, the only one that cannot
    be taken back; a provider with a single call has that one only.
    """

    name: str
    stages: Sequence[Stage]

    def check(self, letter: Letter) -> None:
        """Raises Declined for a letter that is not to be tried."""

    def take(self, stage: Stage, letter: Letter, sending: str) -> str:
        """Take the step; gives the provider's name of the letter. Raises Declined, Unclear, Down."""

    def submit(self, sending: str) -> None:
        """The last step again, for a letter that is known to be a draft still. Raises the same."""

    def find(self, custom_ids: frozenset[str]) -> dict[str, list[tuple[str, Word]]]:
        """What it has under names of ours: its own names, and how each stands. Raises Unclear, Down."""

    def look(self, sending: str) -> Said:
        """How a letter stands. Raises Unclear, Down."""

    def discard(self, sending: str) -> bool:
        """Take a draft away; False where it is no draft any more. Raises Unclear, Down."""

    def close(self) -> None: ...
