"""What a filter asks for is what it gets."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor, user_actor
from notifier.audit.models import Event
from notifier.dashboard.queries.journal.wanted import Wanted

pytestmark = pytest.mark.django_db
CASE, OTHER = uuid4(), uuid4()


@pytest.fixture(autouse=True)
def log(now: datetime) -> None:
    """Two people, a worker and a command; two cases and none; three days."""
    acts = [
        ("a", CASE, user_actor(7), 0),
        ("b", CASE, user_actor(70), 1),
        ("c", OTHER, Actor("worker", "outbox"), 1),
        ("d", None, Actor("command", "send"), 2),
    ]
    for kind, case, by, days in acts:
        record(Fact(kind, case=case), by=by, at=now + timedelta(days=days))


def kinds(wanted: Wanted) -> str:
    return "".join(sorted(wanted.rows().values_list("kind", flat=True)))


def test_no_filter_gives_everything() -> None:
    assert kinds(Wanted()) == "abcd"


def test_by_case() -> None:
    assert [kinds(Wanted(cases=cases)) for cases in ([CASE], [CASE, OTHER], [])] == ["ab", "abc", ""]


def test_by_kind() -> None:
    assert [kinds(Wanted(kinds=wanted)) for wanted in ("ad", [])] == ["ad", ""]


def test_by_person_and_never_by_the_beginning_of_their_number() -> None:
    assert [kinds(Wanted(actors=[actor])) for actor in ("user:7", "user:70", "user:700")] == ["a", "b", ""]


def test_the_system_is_everyone_who_is_no_person() -> None:
    assert [kinds(Wanted(actors=actors)) for actors in ([""], ["", "user:7"], [])] == ["cd", "acd", ""]


def test_by_moment_from_and_before(now: datetime) -> None:
    day = timedelta(days=1)
    assert kinds(Wanted(since=now + day)) == "bcd"
    assert kinds(Wanted(until=now + day)) == "a"
    assert kinds(Wanted(since=now + day, until=now + 2 * day)) == "bc"


def test_by_number_and_all_at_once(now: datetime) -> None:
    first = Event.objects.get(kind="a").pk
    assert kinds(Wanted(events=[first])) == "a"
    assert kinds(Wanted(events=[first], cases=[OTHER])) == ""
    assert kinds(Wanted(cases=[CASE], kinds="ab", actors=["user:70"], since=now)) == "b"
