"""Calendars, read back by the grammar of RFC 5545."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.lib.icalendar import Entry, calendar_bytes

AT = datetime(2026, 3, 7, 11, 5, tzinfo=timezone(timedelta(hours=1)))
_LINE = re.compile(r"(?P<name>[A-Z0-9-]+)(;[A-Z0-9-]+=[^\x00-\x1f\x7f\";:,]+)*:(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)")
# TSAFE-CHAR, or an escape: what a TEXT value is made of.
_TEXT = re.compile(r'(?:\\[\\;,nN]|[\t !"#-+\--:<-\[\]-~\u0080-\U0010ffff])*')
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def unfolded(data: bytes) -> list[tuple[str, str]]:
    """Name and value of every content line; asserts the grammar on the way."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    found = []
    for line in data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        match = _LINE.fullmatch(line)
        assert match, line
        found.append((match["name"], match["value"]))
    return found


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def entry(**changes: str) -> Entry:
    values = {"uid": "a/authority@example.org", "summary": "Déclarer", "description": "RGPD 33(1)", **changes}
    return Entry(at=AT, **values)


def test_a_calendar_is_what_the_rfc_asks_for() -> None:
    lines = unfolded(calendar_bytes("Échéances", [entry(url="https://example.org/x/")], made_at=AT))
    names = [name for name, _ in lines]
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    assert {"VERSION", "PRODID"} <= set(names)
    inside = dict(lines[names.index("UID") :])
    assert inside["DTSTART"] == inside["DTSTAMP"] == "20260307T100500Z"
    assert (inside["UID"], inside["URL"]) == ("a/authority@example.org", "https://example.org/x/")
    assert [names.count(name) for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY")] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("un\r\ndeux\rtrois\nquatre", "un\\ndeux\\ntrois\\nquatre"),
        ("x\x00\x07\x7fy", "xy"),
    ],
)
def test_what_has_a_meaning_is_escaped(text: str, written: str) -> None:
    assert ("SUMMARY", written) in unfolded(calendar_bytes("n", [entry(summary=text)], made_at=AT))


@given(_TEXTS, _TEXTS)
def test_any_text_comes_back_whole(summary: str, description: str) -> None:
    data = calendar_bytes("n", [entry(summary=summary, description=description)], made_at=AT)
    values = dict(unfolded(data))
    for name, text in (("SUMMARY", summary), ("DESCRIPTION", description)):
        assert _TEXT.fullmatch(values[name])
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join(c for c in plain if c in "\t\n" or (c >= " " and c != "\x7f"))
        assert unescaped(values[name]) == kept


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        calendar_bytes("n", [entry()], made_at=datetime(2026, 3, 7))  # noqa: DTZ001 - that is the case tested


def test_no_entries_are_an_empty_calendar() -> None:
    assert ("BEGIN", "VEVENT") not in unfolded(calendar_bytes("n", [], made_at=AT.astimezone(UTC)))
