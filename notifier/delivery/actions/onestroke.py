"""On PostgreSQL: the receipt of an accepted message and the start of the next in one statement, one round trip.

It is run for every message, and written by hand for its cost: prepared once for a connection, and committed without
waiting for the disk, as docs/decisions/0017 allows. Whatever is not the usual case goes through actions.sending.
"""

from datetime import datetime
from typing import Any

import psycopg
from django.db import connection

from notifier.audit.actions import EventRow, Fact, event_rows
from notifier.audit.actors import Actor
from notifier.delivery.actions.attempts import Finished, Start
from notifier.delivery.rules import LEASE
from notifier.notices.choices import State

# `held` waits for `ended` to be locked: whoever asked the other way round could hold the one notice and wait for the
# other, while an import does the same. It passes over what an import holds, and so never waits while it holds anything.
# Both notices change in one update, for an update is dear: it reads the table's constraints and indexes anew each time.
# `quiet` lasts until this statement's own commit. The log's rows come in their order, each only where its act happened.
_SQL = """
WITH quiet AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
ended AS MATERIALIZED (
    SELECT id FROM notices_notice
    WHERE id = %(ended_notice)b AND state = 'sending' AND token = %(ended_token)b
    FOR UPDATE),
held AS MATERIALIZED (
    SELECT id FROM notices_notice
    WHERE id = %(notice)b AND state = 'claimed' AND token = %(token)b AND lease_until >= %(at)b
    AND (SELECT count(*) FROM ended) >= 0
    FOR UPDATE SKIP LOCKED),
moved AS (
    UPDATE notices_notice AS n
    SET state = becomes.state, token = becomes.token, lease_until = becomes.until, tries = n.tries + becomes.tries,
        changed_at = %(at)b
    FROM (
        SELECT id, 'sent' AS state, NULL::uuid AS token, NULL::timestamptz AS until, 0 AS tries FROM ended
        UNION ALL SELECT id, 'sending', %(token)b, %(until)b, 1 FROM held
    ) AS becomes
    WHERE n.id = becomes.id),
closed AS (
    UPDATE delivery_attempt SET outcome = 'accepted', code = %(ended_code)s, ended_at = %(at)b
    WHERE id = %(ended_attempt)b AND EXISTS (SELECT FROM ended)),
opened AS (
    INSERT INTO delivery_attempt (id, notice_id, number, channel, master_id, started_at, outcome, code, message_id,
        commitment, sealed)
    SELECT %(attempt)b::uuid, id, %(number)s::smallint, %(channel)s, %(master)s::bigint, %(at)b, 'started', '',
        %(message_id)s, %(commitment)s, %(sealed)b::bytea
    FROM held),
told AS (
    INSERT INTO audit_event (uid, kind, at, actor, case_id, subject, body, seal)
    SELECT uid, kind, %(at)b, %(actor)s, case_id, subject, body, seal FROM (
        VALUES
        (1, %(uid_1)b::uuid, %(kind_1)s, %(case_1)b::uuid, %(subject_1)s, %(body_1)b::bytea, %(seal_1)b::bytea),
        (2, %(uid_2)b::uuid, %(kind_2)s, %(case_2)b::uuid, %(subject_2)s, %(body_2)b::bytea, %(seal_2)b::bytea)
    ) AS fact (place, uid, kind, case_id, subject, body, seal)
    WHERE uid IS NOT NULL AND CASE place WHEN 1 THEN EXISTS (SELECT FROM ended) ELSE EXISTS (SELECT FROM held) END
    ORDER BY place)
SELECT EXISTS (SELECT FROM ended), EXISTS (SELECT FROM held), (SELECT count(*) FROM quiet)
"""


def record_and_start(*, finished: Finished | None, start: Start | None, by: Actor, at: datetime) -> tuple[bool, bool]:
    """Whether the receipt was written, and whether the next attempt may be made. What finished was accepted."""
    facts = [
        finished.fact(State.SENDING, State.SENT) if finished else None,
        start.fact() if start else None,
    ]
    values = {"at": at, "until": at + LEASE, "actor": str(by), **_receipt(finished), **_beginning(start)}
    for place, fact in enumerate(facts, start=1):
        values |= _event(place, fact, by=by, at=at)
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    # Django has psycopg prepare nothing, and its own cursor fills in the values itself: it goes on as before.
    raw.prepare_threshold = 0
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        ended, begun, _ = cursor.execute(_SQL, values, prepare=True).fetchone() or (False, False, 0)
    return ended, begun


def _receipt(finished: Finished | None) -> dict[str, Any]:
    start = finished.start if finished else None
    return {
        "ended_notice": start.notice if start else None,
        "ended_token": start.token if start else None,
        "ended_attempt": start.attempt if start else None,
        "ended_code": finished.code if finished else "",
    }


def _beginning(start: Start | None) -> dict[str, Any]:
    if start is None:
        return dict.fromkeys(_BEGINNING)
    return {name: getattr(start, name) for name in _BEGINNING}


def _event(place: int, fact: Fact | None, *, by: Actor, at: datetime) -> dict[str, Any]:
    rows = event_rows([fact], by=by, at=at) if fact else []
    values = rows[0] if rows else _NO_EVENT
    return {f"{name}_{place}": value for name, value in zip(EventRow._fields, values, strict=True)}


_BEGINNING = ("notice", "token", "attempt", "number", "channel", "master", "message_id", "commitment", "sealed")
_NO_EVENT = (None,) * len(EventRow._fields)
