"""A calendar as text (RFC 5545): moments with their words, escaped and folded. Values in, bytes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_PRODUCT = "-//Notifier//deadlines//FR"
# Octets of a line without its break; a continuation's leading space is one of them.
_WIDTH = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """A moment in a calendar. `uid` stays the same as the moment moves; it and `url` are plain ASCII."""

    uid: str
    at: datetime
    summary: str
    description: str
    url: str = ""


def calendar_bytes(name: str, entries: Iterable[Entry], *, made_at: datetime) -> bytes:
    """The calendar, to be asked for again every hour. Moments need a zone (ValueError) and are written in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for entry in entries:
        lines += _event(entry, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_utc(made_at)}"
    yield f"DTSTART:{_utc(entry.at)}"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.url:
        yield f"URL:{entry.url}"
    # A deadline takes nobody's time: the hour stays free.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """TEXT (3.3.11): backslash, semicolon, comma and line ends escaped; other control characters left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(character for character in text if character == "\t" or (character >= " " and character != "\x7f"))


def _folded(line: str) -> bytes:
    """3.1: no line above 75 octets, and no character cut in two."""
    parts, part = [], b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > _WIDTH:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
