"""Events as a story."""

from typing import Any

from django.utils import translation

from notifier.dossiers.rendering import sentences
from notifier.dossiers.rendering.sentences import lines, sentence
from tests.kinds import recorded_kinds


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


# What is told of no case: people, practices, keys, the installation, mail to several at once.
_OF_NO_CASE = (
    "agreement.", "breach.forgotten", "calendar.", "case.forgotten", "channel.", "controller.", "installation.",
    "invitation.", "keys.", "mandate.", "member.", "organisation.", "physician.", "register.", "sessions.",
    "staff_mails.", "user.",
)  # fmt: skip


def test_every_act_on_a_case_has_its_sentence_in_the_report() -> None:
    unsaid = [
        kind
        for kind in recorded_kinds()
        if kind not in sentences._ACTS and kind not in sentences._COUNTED and kind not in sentences._UNSAID
        and not kind.startswith(_OF_NO_CASE)
    ]  # fmt: skip
    assert unsaid == []
