"""The register of breaches (GDPR Article 33(5)): its facts, what they did, what was done; no patient's name."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from notifier.law.deadlines import PARIS, authority_deadline
from notifier.law.deadlines.authority import authority_rule
from notifier.law.deadlines.periods import instant
from notifier.law.risk import Risk

# A spreadsheet takes what begins so for a formula, and does what it says.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class RegisterFiling:
    """What was filed with the authority; `kind` and `channel` are breaches.choices."""

    kind: str
    filed_at: datetime
    channel: str
    receipt: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One breach at one controller. `affected` is None before a list was imported; `categories` are codes."""

    case: UUID
    controller: str
    siren: str
    breach: str
    vendor: str
    began_on: date
    ended_on: date | None
    categories: tuple[str, ...]
    aware_at: datetime
    filings: tuple[RegisterFiling, ...]
    affected: int | None
    informed: int
    closed_at: datetime | None
    erased_at: datetime | None
    is_late: bool

    @property
    def limit(self) -> datetime:
        """Until when the authority was to be told (Article 33(1))."""
        return limit(self.aware_at)

    @property
    def filed_at(self) -> datetime | None:
        return self.filings[0].filed_at if self.filings else None


def is_late(aware_at: datetime, filed_at: datetime | None, now: datetime, *, risk: Risk | None) -> bool:
    """Whether the first filing came, or would come now, after the limit of Article 33(1); never where the risk was
    decided to lie under what is notified and nothing was.
    """
    is_needless = filed_at is None and risk is not None and not authority_rule(aware_at).is_owed(risk)
    return not is_needless and instant(filed_at or now) > instant(limit(aware_at))


def limit(aware_at: datetime) -> datetime:
    """The limit of Article 33(1), as authority_deadline says it."""
    return _limit(instant(aware_at).replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=4096)
def _limit(hour: datetime) -> datetime:
    # The hour of the event is not counted, so all its moments share one limit; a register asks for thousands of them.
    return authority_deadline(hour).safe


def as_json(entries: Iterable[Entry]) -> bytes:
    """A list of objects under stable names, times with their zone."""
    return json.dumps([_object(entry) for entry in entries], ensure_ascii=False, indent=2).encode() + b"\n"


def as_csv(entries: Iterable[Entry], headings: Mapping[str, str], words: Mapping[str, str]) -> bytes:
    """One line an entry, for a spreadsheet: semicolons, a mark for UTF-8, and nothing it could take for a formula.
    `headings` name the columns, by the names of as_json, and choose them; `words` say its codes.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(heading) for heading in headings.values()])
    for entry in entries:
        said = _object(entry)
        writer.writerow([harmless(_cell(said[name], words)) for name in headings])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell, behind an apostrophe where a spreadsheet would compute it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _object(entry: Entry) -> dict[str, Any]:
    return {
        "case": str(entry.case),
        "controller": entry.controller,
        "siren": entry.siren,
        "breach": entry.breach,
        "vendor": entry.vendor,
        "began_on": entry.began_on.isoformat(),
        "ended_on": entry.ended_on.isoformat() if entry.ended_on else None,
        "categories": list(entry.categories),
        "aware_at": _moment(entry.aware_at),
        "limit": _moment(entry.limit),
        "filed_at": _moment(entry.filed_at),
        "late": entry.is_late,
        "filings": [
            {
                "kind": filing.kind,
                "filed_at": _moment(filing.filed_at),
                "channel": filing.channel,
                "receipt": filing.receipt,
                "complete": filing.is_complete,
            }
            for filing in entry.filings
        ],
        "affected": entry.affected,
        "informed": entry.informed,
        "closed_at": _moment(entry.closed_at),
        "erased_at": _moment(entry.erased_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(PARIS).isoformat(timespec="seconds") if moment else None


def _cell(value: Any, words: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return " | ".join(_cell(one, words) for one in value)
    if isinstance(value, dict):
        return ", ".join(_cell(one, words) for one in (value["kind"], value["filed_at"], value["receipt"]) if one)
    text = "" if value is None else str(value)
    return words.get(text, text)
