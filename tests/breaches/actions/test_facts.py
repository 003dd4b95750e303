"""The vendor's versions pile up; what a controller wrote is touched by nobody else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.actions.facts import take_facts
from notifier.breaches.models import Case, TakenFacts
from notifier.breaches.policies import CaseNotOpen, FactsRefused
from notifier.breaches.queries.facts import facts_state, own_words
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.breaches.sharing import FACTS, LATER, WORDS, Shared

pytestmark = pytest.mark.django_db


def events(kind: str) -> list[dict[str, object]]:
    rows = Event.objects.filter(kind=kind).order_by("pk")
    return [read_event(bytes(row.body))["data"] for row in rows]


def test_versions_are_added_and_never_replaced(shared: Shared, now: datetime, by: Actor) -> None:
    first = shared.write(by=by, at=now)
    second = shared.write(LATER, base=1, by=by, at=now)
    assert [row.facts for row in shared.breach.facts.order_by("number")] == [FACTS, LATER]
    assert (first.number, second.number) == (1, 2)
    assert [event["sha256"] for event in events("facts.written")] == [FACTS.sha256, LATER.sha256]


def test_writing_the_same_twice_adds_nothing(shared: Shared, now: datetime, by: Actor) -> None:
    assert shared.write(by=by, at=now) == shared.write(by=by, at=now)
    assert len(events("facts.written")) == 1


def test_nobody_writes_over_a_version_they_have_not_seen(shared: Shared, now: datetime, by: Actor) -> None:
    shared.write(by=by, at=now)
    with pytest.raises(FactsRefused) as refused:
        shared.write(LATER, base=0, by=by, at=now)
    assert refused.value.code == "facts_moved_on"
    assert shared.breach.facts.count() == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(FACTS, began_on=date(2026, 3, 5)), "facts_begin_ahead"),
        (replace(FACTS, ended_on=date(2025, 11, 11)), "facts_end_before_beginning"),
    ],
)
def test_impossible_days_are_refused(shared: Shared, now: datetime, by: Actor, facts: object, code: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        shared.write(facts, by=by, at=now)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_version_reaches_every_case_and_changes_none(shared: Shared, now: datetime, by: Actor) -> None:
    before = list(Case.objects.order_by("pk").values())
    shared.write(by=by, at=now)
    assert all(facts_state(case).is_new for case in (shared.one, shared.two))
    assert list(Case.objects.order_by("pk").values()) == before
    assert not TakenFacts.objects.exists()


def test_a_controller_takes_a_version_over_for_their_case_alone(shared: Shared, now: datetime, by: Actor) -> None:
    version = shared.write(by=by, at=now)
    for _ in range(2):
        take_facts(case=shared.one, version=version, words=None, user=shared.owner, by=by, at=now)
    assert not facts_state(shared.one).is_new
    assert facts_state(shared.two).is_new
    assert events("facts.taken") == [{"number": 1, "own_words": ""}]


def test_own_words_lie_sealed_and_outlive_the_vendors_next_version(shared: Shared, now: datetime, by: Actor) -> None:
    mine = replace(WORDS, what_fr="Chez nous, seule la sauvegarde de mars est concernée.")
    version = shared.write(by=by, at=now)
    for _ in range(2):
        taken = take_facts(case=shared.one, version=version, words=mine, user=shared.owner, by=by, at=now)
    shared.write(LATER, base=1, by=by, at=now + timedelta(hours=1))
    state = facts_state(shared.one)
    assert state.taken == taken
    assert state.is_new
    assert own_words(taken) == mine
    assert b"sauvegarde de mars" not in bytes(taken.own_words or b"")
    (event,) = events("facts.taken")
    sealed = bytes(taken.own_words or b"")
    check_reason(sealer_for(shared.one.pk), "taken_facts", taken.pk, sealed, commitment=str(event["own_words"]))


def test_taking_the_next_version_keeps_what_was_there_before(shared: Shared, now: datetime, by: Actor) -> None:
    mine = replace(WORDS, what_fr="Autrement.")
    first = shared.write(by=by, at=now)
    take_facts(case=shared.one, version=first, words=mine, user=shared.owner, by=by, at=now)
    second = shared.write(LATER, base=1, by=by, at=now)
    take_facts(case=shared.one, version=second, words=None, user=shared.owner, by=by, at=now + timedelta(hours=1))
    assert [own_words(row) for row in shared.one.taken_facts.order_by("taken_at")] == [mine, None]


def test_an_old_version_and_a_closed_case_take_nothing(shared: Shared, now: datetime, by: Actor) -> None:
    first = shared.write(by=by, at=now)
    second = shared.write(LATER, base=1, by=by, at=now)
    with pytest.raises(FactsRefused):
        take_facts(case=shared.one, version=first, words=None, user=shared.owner, by=by, at=now)
    Case.objects.filter(pk=shared.one.pk).update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        take_facts(case=shared.one, version=second, words=None, user=shared.owner, by=by, at=now)
    assert not TakenFacts.objects.exists()
