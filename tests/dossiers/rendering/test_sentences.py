"""Events as a story."""

from typing import Any

from django.utils import translation

from notifier.dashboard.queries.stories.table import SENTENCES
from notifier.dossiers.rendering.counted import COUNTED
from notifier.dossiers.rendering.sentences import ACTS, UNSAID, lines, sentence

# Of an installation, a person or a breach: never in the file of a case.
ELSEWHERE = {
    *("alarm.over", "alarm.raised", "sender.failing", "sender.unanswered", "sender.verified"),
    *("agreement.accepted", "breach.forgotten", "calendar.made", "calendar.revoked", "channel.paused"),
    *("common_annex.made", "database.crashed"),
    *("controller.answerable", "controller.unanswerable"),
    *("controller.created", "facts.written", "installation.set_up", "invitation.accepted", "invitation.sent"),
    *("mandate.ended", "mandate.given", "member.added", "organisation.created", "physician.registered"),
    *("register.exported", "sessions.cleared", "user.created", "user.password_set"),
}


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


def test_every_event_of_a_case_has_its_sentence() -> None:
    known = {*ACTS, *COUNTED, *UNSAID}
    unknown = {kind for kind in SENTENCES if kind not in known and not kind.startswith(("keys.", "vault."))}
    assert unknown == ELSEWHERE


def test_facts_taken_say_whose_words_they_are() -> None:
    data = {"number": 2, "own_words": ""}
    with_own = {**data, "own_words": "ab" * 32}
    assert told(
        event("facts.taken", "04T10:00", **data), event("facts.taken", "04T10:00", **with_own), language="en"
    ) == [
        "The practice takes over the facts of the breach, version 2, as the vendor wrote them.",
        "The practice takes over the facts of the breach, version 2, in its own words.",
    ]


def test_what_was_done_to_single_patients_is_counted() -> None:
    seen = [event("patient.viewed", f"04T10:0{minute}") for minute in range(3)]
    assert told(*seen, language="en") == ["Patients’ data are shown unmasked, 3 times."]
    assert told(*seen[:1], language="en") == ["A patient’s data are shown unmasked."]
