"""Logs as Postfix writes them, with invented people."""

import gzip
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest

from notifier.post.postfix_log import Fate, Record, moment, open_log, read_records

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
ID = "<0190aa.email@avis.example.org>"


def log(*lines: str, stamp: str = "Mar  5 10:00:01") -> list[str]:
    return [f"{stamp} relais {line}\n" for line in lines]


SEEN = (
    "postfix/smtpd[811]: 4ABCDEF012: client=worker[192.0.2.1]",
    f"postfix/cleanup[812]: 4ABCDEF012: message-id={ID}",
)
QUEUED = (*SEEN, "postfix/qmgr[7]: 4ABCDEF012: from=<information@avis.example.org>, size=7012, nrcpt=1 (queue active)")


def said(fate: str, *, dsn: str = "2.0.0", queue: str = "4ABCDEF012", more: str = "") -> str:
    return (
        f"postfix/smtp[813]: {queue}: to=<zoe.canari@example.org>, relay=mx.example.org[192.0.2.9]:25, delay=1,"
        f" delays=0/0/0/1, dsn={dsn}, status={fate} (host said: 550 <zoe.canari@example.org>{more})"
    )


def fate(*lines: str) -> tuple[Fate, str] | None:
    record = read_records(log(*lines), {ID}, now=NOW, zone=UTC).get(ID)
    return (record.fate, record.code) if record else None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), None),
        (SEEN, (Fate.SEEN, "")),
        (QUEUED, (Fate.TRYING, "")),
        ((*QUEUED, said("sent")), (Fate.SENT, "2.0.0")),
        ((*QUEUED, said("bounced", dsn="5.1.1")), (Fate.BOUNCED, "5.1.1")),
        ((*QUEUED, said("deferred", dsn="4.4.1")), (Fate.TRYING, "4.4.1")),
        ((*QUEUED, said("deferred", dsn="4.4.1"), said("deferred", dsn="4.2.2"), said("sent")), (Fate.SENT, "2.0.0")),
        (
            (*QUEUED, "postfix/qmgr[7]: 4ABCDEF012: from=<a@b>, status=expired, returned to sender"),
            (Fate.BOUNCED, ""),
        ),
        (
            (*SEEN, "postfix/cleanup[812]: 4ABCDEF012: milter-reject: END-OF-MESSAGE from w[192.0.2.1]: 5.7.1 No;"),
            (Fate.BOUNCED, "5.7.1"),
        ),
    ],
)
def test_the_relay_s_last_word_counts(lines: tuple[str, ...], expected: tuple[Fate, str] | None) -> None:
    assert fate(*lines) == expected


def test_a_message_that_passed_a_filter_is_followed_to_its_second_queue() -> None:
    passed = said("sent", more=" queued as 5FEDCBA987")
    second = f"postfix/cleanup[9]: 5FEDCBA987: message-id={ID}"
    bounced = said("bounced", dsn="5.1.1", queue="5FEDCBA987")
    assert fate(*QUEUED, second, passed, bounced) == (Fate.BOUNCED, "5.1.1")


def test_passed_on_to_a_relay_that_keeps_no_log_here_is_sent() -> None:
    assert fate(*QUEUED, said("sent", more=" queued as 5FEDCBA987")) == (Fate.SENT, "2.0.0")


def test_a_queue_id_used_again_speaks_of_another_message() -> None:
    removed = "postfix/qmgr[7]: 4ABCDEF012: removed"
    other = "postfix/cleanup[9]: 4ABCDEF012: message-id=<other@example.org>"
    bounced = said("bounced", dsn="5.1.1")
    assert fate(*QUEUED, removed, other, bounced) == (Fate.TRYING, "")
    assert fate(*QUEUED, other, bounced) == (Fate.TRYING, "")


def test_what_arrived_once_has_arrived() -> None:
    second = f"postfix/cleanup[9]: 5FEDCBA987: message-id={ID}"
    bounced = said("bounced", dsn="5.1.1", queue="5FEDCBA987")
    assert fate(*QUEUED, said("sent"), second, bounced) == (Fate.SENT, "2.0.0")


def test_long_queue_ids_and_instances_with_other_names_are_read() -> None:
    lines = [line.replace("4ABCDEF012", "3Qw5tXyz1bNm").replace("postfix/", "postfix-out/") for line in QUEUED]
    assert fate(*lines, said("sent", queue="3Qw5tXyz1bNm")) == (Fate.SENT, "2.0.0")


def test_nobody_s_address_is_kept() -> None:
    records = read_records(log(*QUEUED, said("bounced", dsn="5.1.1")), {ID}, now=NOW, zone=UTC)
    assert "canari" not in repr(records)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("Mar  5 10:00:01", datetime(2026, 3, 5, 10, 0, 1, tzinfo=UTC)),
        # Last year's: a log is never from tomorrow's tomorrow.
        ("Dec 31 23:59:59", datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("Feb 29 01:02:03", datetime(2024, 2, 29, 1, 2, 3, tzinfo=UTC)),
        ("2026-03-05T10:00:01.123456+01:00", datetime(2026, 3, 5, 9, 0, 1, 123456, tzinfo=UTC)),
        ("2026-03-05T10:00:01Z", datetime(2026, 3, 5, 10, 0, 1, tzinfo=UTC)),
        ("2026-03-05T10:00:01", datetime(2026, 3, 5, 10, 0, 1, tzinfo=UTC)),
        ("Foo 12 10:00:01", None),
        ("2026-03-05 ", None),
    ],
)
def test_both_kinds_of_stamps_are_read(stamp: str, expected: datetime | None) -> None:
    assert moment(f"{stamp} relais postfix", now=NOW, zone=UTC) == expected


def test_a_stamp_without_a_zone_is_the_relay_s_own() -> None:
    zone = timezone(timedelta(hours=2))
    assert moment("Mar  5 10:00:01 relais", now=NOW, zone=zone) == datetime(2026, 3, 5, 8, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize("packed", [False, True])
def test_a_log_may_be_compressed_and_hold_any_byte(packed: bool) -> None:
    data = b"\xff\xfe no log at all\n\n" + "".join(log(*QUEUED, said("sent"))).encode()
    file = io.BufferedReader(io.BytesIO(gzip.compress(data) if packed else data))  # type: ignore[type-var]
    records = read_records(open_log(file), {ID}, now=NOW, zone=UTC)
    assert records[ID] == Record(Fate.SENT, datetime(2026, 3, 5, 10, 0, 1, tzinfo=UTC), "2.0.0")


def test_a_compressed_log_that_is_cut_off_is_no_log() -> None:
    data = gzip.compress("".join(log(*QUEUED) * 50).encode())[:-20]
    file = io.BufferedReader(io.BytesIO(data))  # type: ignore[type-var]
    with pytest.raises(EOFError):
        read_records(open_log(file), {ID}, now=NOW, zone=UTC)
