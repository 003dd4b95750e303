"""Events as a story."""

from typing import Any

from django.utils import translation

from notifier.dossiers.rendering.sentences import lines, sentence


def event(kind: str, at: str, **data: Any) -> dict[str, Any]:
    return {"kind": kind, "at": f"2026-03-{at}:00.000000Z", "by": "worker:outbox", "data": data}


def told(*events: dict[str, Any], language: str = "fr") -> list[str]:
    with translation.override(language):
        return [sentence(line, language) for line in lines(events)]


def test_what_happens_to_many_on_one_day_is_told_once() -> None:
    sent = [event("notice.sent", f"04T10:{minute:02d}") for minute in range(12)]
    assert told(*sent, event("notice.sent", "05T09:00")) == [
        "12 courriels sont acceptés par le serveur de courrier.",
        "1 courriel est accepté par le serveur de courrier.",
    ]


def test_a_day_is_a_day_in_paris() -> None:
    assert len(told(event("notice.sent", "04T22:30"), event("notice.sent", "04T23:30"))) == 2


def test_the_machinery_is_not_told() -> None:
    assert told(event("notices.claimed", "04T10:00"), event("attempt.started", "04T10:00")) == []


def test_an_event_nobody_foresaw_is_named_and_breaks_nothing() -> None:
    assert told(event("moon.landed", "04T10:00"), event("roster.imported", "04T10:00")) == [
        "Événement «\N{NO-BREAK SPACE}moon.landed\N{NO-BREAK SPACE}».",
        "Événement «\N{NO-BREAK SPACE}roster.imported\N{NO-BREAK SPACE}».",
    ]


def test_a_list_says_what_was_left_out_only_where_something_was() -> None:
    clean = {"total": 3, "good": 3, "refused": 0, "duplicate": 0, "merged": 0}
    assert told(event("roster.imported", "04T10:00", **clean), language="en") == ["The list is imported: 3 patients."]
    assert told(event("roster.imported", "04T10:00", **{**clean, "refused": 2}), language="en") == [
        "The list is imported: 3 patients. Lines refused: 2; twice in the list: 0; known already: 0."
    ]


def test_what_patients_asked_is_told_with_how_and_whether_in_time() -> None:
    asked = event("request.received", "04T10:00", channel="phone")
    asked["data"]["kind"] = "erasure"
    replies = [
        event("request.answered", "04T11:00", channel="letter", late=False),
        event("request.refused", "04T12:00", channel="letter", late=True),
    ]
    assert told(asked, *replies, language="en") == [
        "A patient makes a request by telephone: to have their data erased.",
        "A patient is given a reply by letter.",
        "A patient is given a reply by letter, after the limit.",
    ]
