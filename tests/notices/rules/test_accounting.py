"""The sums, without a database."""

from dataclasses import replace

import pytest

from notifier.notices.choices import State
from notifier.notices.rules.accounting import (
    ASKED_FROM,
    LEADS_TO,
    Counted,
    Difference,
    Kind,
    Said,
    differences,
    is_from,
    places,
)
from notifier.notices.rules.states import BY_LETTER, EVENTS

# Ten were accepted; one was erased before anything was owed. Of nine notices three were sent, one was held and later
# released, one is held.
SAID = Said(
    accepted=10,
    erased=1,
    erased_unowed=1,
    owed={"queued": 7, "held": 2},
    kinds={"attempt.started": 4, "notice.sent": 3, "notice.failed": 1, "notice.released": 1, "notices.claimed": 3,
           "notice.held": 2},
    told_from={("notice.held", "queued"): 1, ("notice.held", "failed"): 1},
)  # fmt: skip
COUNTED = Counted(
    listed=10,
    patients=9,
    unowed=0,
    states={State.SENT: 3, State.HELD: 3, State.QUEUED: 2, State.CLAIMED: 1},
    attempts=4,
)


def test_every_event_about_a_notice_leads_to_one_place() -> None:
    assert set(LEADS_TO) == {*EVENTS.values(), *BY_LETTER.values()}


def test_only_what_has_several_ways_in_must_say_where_it_came_from() -> None:
    about_letters = {"letter.outdated", "letter.returned"}
    assert {"notice.held", "notice.told", "notice.to_tell", "notice.withdrawn", *about_letters} == ASKED_FROM


def test_where_the_notices_stand_follows_from_what_happened() -> None:
    assert {where: count for where, count in places(SAID).items() if count} == {"sent": 3, "held": 3, "moving": 3}


def test_what_adds_up_is_not_named() -> None:
    assert differences(SAID, COUNTED) == ()


@pytest.mark.parametrize(
    ("counted", "kinds"),
    [
        (replace(COUNTED, listed=11), {Kind.LISTS}),
        (replace(COUNTED, patients=10, unowed=1), {Kind.PATIENTS, Kind.EVERYONE}),
        (replace(COUNTED, patients=8), {Kind.PATIENTS}),
        (replace(COUNTED, attempts=5), {Kind.ATTEMPTS}),
        (replace(COUNTED, states={**COUNTED.states, State.HELD: 2}, unowed=1), {Kind.NOTICES, Kind.STATE}),
        (replace(COUNTED, states={**COUNTED.states, State.SENT: 4, State.HELD: 2}), {Kind.STATE}),
    ],
)
def test_what_does_not_add_up_is_named(counted: Counted, kinds: set[Kind]) -> None:
    assert {one.kind for one in differences(SAID, counted)} == kinds


def test_a_difference_says_how_many_and_where() -> None:
    changed = replace(COUNTED, states={**COUNTED.states, State.SENT: 4, State.HELD: 2})
    assert set(differences(SAID, changed)) == {
        Difference(Kind.STATE, 3, 4, "sent"),
        Difference(Kind.STATE, 3, 2, "held"),
    }


def test_of_an_erased_case_the_patients_are_not_asked_for() -> None:
    assert differences(SAID, replace(COUNTED, patients=None)) == ()


@pytest.mark.parametrize(
    ("kind", "before", "expected"),
    [
        ("notice.held", "queued", True),
        ("notice.held", "told", False),
        ("notice.held", "sent", True),
        ("notice.held", "", False),
        ("notice.withdrawn", "held", True),
        ("notice.withdrawn", "failed", False),
    ],
)
def test_an_event_that_cannot_be_is_known(kind: str, before: str, expected: bool) -> None:
    assert is_from(kind, before) is expected
