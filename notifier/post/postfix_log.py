"""What a Postfix relay wrote down of messages we wonder about.

A message is found by its Message-ID, which `cleanup` logs beside a queue id; what became of it is told under that queue
id by `smtp`, `lmtp`, `local`, `virtual`, `pipe`, `error` or `qmgr`. A message that passes a content filter gets another
queue id under the same Message-ID. Nothing but ids, codes and moments is kept: the lines name people.
"""

import gzip
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

_GZIP = b"\x1f\x8b"
# The line may say tomorrow where the relay's clock is ahead of ours.
_AHEAD = timedelta(days=1)
# So many years back there has been a 29 February.
_LEAP = 9
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_STAMP = re.compile(
    r"(?:(?P<iso>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)"
    r"|(?P<month>[A-Z][a-z]{2})\s+(?P<day>\d{1,2})\s(?P<time>\d\d:\d\d:\d\d))\s"
)
_LINE = re.compile(r"postfix[\w.-]*/(?P<part>[\w/-]+)\[\d+\]: (?P<queue>[0-9A-Za-z]{6,20}): (?P<rest>.*)")
_MESSAGE_ID = re.compile(r"message-id=(?P<id><[^<>\s]{1,200}>)")
_STATUS = re.compile(r"\bstatus=(?P<status>sent|bounced|deferred|(?:force-)?expired)\b")
_DSN = re.compile(r"\bdsn=(?P<dsn>[245]\.\d{1,3}\.\d{1,3})\b")
_REFUSED = re.compile(r"(?:milter-)?reject: END-OF-MESSAGE.*?: (?P<dsn>[45]\.\d{1,3}\.\d{1,3})\b")
_PASSED_ON = re.compile(r"queued as (?P<queue>[0-9A-Za-z]{6,20})\b")


class Fate(StrEnum):
    """What the relay says of a message. Only the first two settle anything."""

    SENT = "sent"
    BOUNCED = "bounced"
    TRYING = "trying"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Record:
    """The relay's last word on a message, when it was written, and the enhanced status code (RFC 3463) if any."""

    fate: Fate
    at: datetime | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    fate: Fate
    at: datetime | None
    code: str
    next_queue: str = ""


def open_log(file: io.BufferedReader) -> io.TextIOWrapper:
    """The lines of a log, plain or compressed with gzip, whatever bytes senders put into it. Reading a compressed one
    that is damaged raises OSError, EOFError or zlib.error.
    """
    if file.peek(2)[:2] == _GZIP:
        return gzip.open(file, "rt", encoding="utf-8", errors="replace", newline="\n")
    return io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")


def read_records(lines: Iterable[str], wanted: Collection[str], *, now: datetime, zone: tzinfo) -> dict[str, Record]:
    """The records of the wanted Message-IDs, those the log does not know left out. A stamp without a year or zone is
    read as the latest such moment in `zone` that is not after `now`. Memory grows with what is wanted, not with the
    log.
    """
    reader = _Reader(frozenset(wanted), now, zone)
    for line in lines:
        reader.take(line)
    return {found: _last_word(entries) for found, entries in reader.entries.items()}


class _Reader:
    """Follows the queue ids of wanted messages; Postfix may use an id again once it was removed."""

    def __init__(self, wanted: frozenset[str], now: datetime, zone: tzinfo) -> None:
        self._wanted, self._now, self._zone = wanted, now, zone
        self._queues: dict[str, str] = {}
        self.entries: dict[str, dict[str, list[_Entry]]] = {}

    def take(self, line: str) -> None:
        found = _LINE.search(line)
        if found is None:
            return
        queue, rest = found["queue"], found["rest"]
        if named := _MESSAGE_ID.match(rest):
            self._begin(queue, named["id"], line)
        elif queue in self._queues:
            self._tell(queue, line, rest)

    def _begin(self, queue: str, message: str, line: str) -> None:
        self._queues.pop(queue, None)
        if message in self._wanted:
            self._queues[queue] = message
            self.entries.setdefault(message, {})[queue] = [_Entry(Fate.SEEN, self._moment(line), "")]

    def _tell(self, queue: str, line: str, rest: str) -> None:
        told = self.entries[self._queues[queue]][queue]
        if rest == "removed":
            del self._queues[queue]
        elif refused := _REFUSED.match(rest):
            fate = Fate.BOUNCED if refused["dsn"].startswith("5") else Fate.SEEN
            told.append(_Entry(fate, self._moment(line), refused["dsn"]))
        elif status := _STATUS.search(rest):
            dsn, passed = _DSN.search(rest), _PASSED_ON.search(rest)
            fate = _FATES[status["status"]]
            told.append(_Entry(fate, self._moment(line), dsn["dsn"] if dsn else "", passed["queue"] if passed else ""))
        elif rest.endswith("(queue active)"):
            told.append(_Entry(Fate.TRYING, self._moment(line), ""))

    def _moment(self, line: str) -> datetime | None:
        return moment(line, now=self._now, zone=self._zone)


def moment(line: str, *, now: datetime, zone: tzinfo) -> datetime | None:
    """When a line was written, as `read_records` reads it; None where it does not say."""
    stamp = _STAMP.match(line)
    if stamp is None:
        return None
    if stamp["iso"]:
        return _zoned(datetime.fromisoformat(stamp["iso"].replace(",", ".")), zone)
    for year in range(now.year + 1, now.year - _LEAP, -1):
        try:
            said = datetime.fromisoformat(
                f"{year}-{_MONTHS[stamp['month']]:02d}-{int(stamp['day']):02d}T{stamp['time']}"
            )
        except (KeyError, ValueError):
            continue  # 29 February, or no date at all.
        if _zoned(said, zone) <= now + _AHEAD:
            return _zoned(said, zone)
    return None


def _zoned(said: datetime, zone: tzinfo) -> datetime:
    return said if said.tzinfo else said.replace(tzinfo=zone)


def _last_word(queues: dict[str, list[_Entry]]) -> Record:
    """Of all the queue ids of one message. One that was only passed on to another that the log knows says nothing
    itself; what arrived once has arrived, whatever was said of another try.
    """
    ends = [entries[-1] for entries in queues.values() if entries[-1].next_queue not in queues]
    for fate in Fate:
        if said := [entry for entry in ends if entry.fate is fate]:
            return Record(fate, said[-1].at, said[-1].code)
    return Record(Fate.SEEN, None)


_FATES = {
    "sent": Fate.SENT,
    "bounced": Fate.BOUNCED,
    "expired": Fate.BOUNCED,
    "force-expired": Fate.BOUNCED,
    "deferred": Fate.TRYING,
}
