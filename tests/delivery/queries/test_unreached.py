"""Everyone who is not informed, in one reason each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.delivery.queries.unreached import Reason, lines, page, summary
from notifier.lib.ids import reference_digest, uuid7
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from tests.worlds import HEADER, approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    """Nine owed a notice: one sent, two failed, one in doubt, one in the outbox, one printed, one without a way, one
    dead, one taken back; and one more on a later list.
    """
    rows = "Canari;Hugo;01/02/1980;8 rue du Port;69003;Lyon;hugo.canari@example.org;Mme;;décédé\n"
    case = approved_case(emails=7, held=1, rows=rows, at=now, by=by)
    states = (State.SENT, State.FAILED, State.FAILED, State.IN_DOUBT, State.QUEUED, State.IN_RUN, State.WITHDRAWN)
    notices = Notice.objects.filter(state=State.QUEUED).order_by("pk")
    for place, (notice, state) in enumerate(zip(list(notices), states, strict=True)):
        Notice.objects.filter(pk=notice.pk).update(state=state)
        if state is State.FAILED:
            Attempt.objects.create(
                id=uuid7(now, bytes([place] * 10)), notice=notice, number=1, channel="email", started_at=now,
                outcome=Outcome.REFUSED, code=("550", "connection_lost")[place % 2],
            )  # fmt: skip
    later = (HEADER + "Canari;Ada;01/02/1980;;;;ada.canari@example.org;Mme;;\n").encode()
    user = case.controller.organisation.memberships.get().user
    import_roster(case=case, data=later, confirmed=frozenset(), user=user, by=by, at=now)
    return case


def test_everyone_but_the_informed_is_counted_once(case: Case) -> None:
    found = summary(case)
    assert {reason.key: count for reason, count in found.counts} == {
        "failed.550": 1, "failed.connection_lost": 1, "in_doubt": 1, "outbox": 1, "in_run": 1, "withdrawn": 1,
        "held.no_channel": 1, "held.deceased": 1, "unowed": 1,
    }  # fmt: skip
    assert (found.total, found.retriable, found.refused) == (9, 1, 1)


def test_every_count_opens_to_as_many_rows(case: Case) -> None:
    for reason, count in summary(case).counts:
        rows = page(case, Reason.parse(reason.key), after=None).rows
        assert [row.reason for row in rows] == [reason] * count
        assert all(row.masked and row.masked.initials.endswith("C.") for row in rows)
    assert len(page(case, None, after=None).rows) == 8


def test_a_key_that_is_none_finds_nobody(case: Case) -> None:
    assert Reason.parse("") is None
    assert page(case, Reason.parse("held.nothing_of_the_kind"), after=None).rows == []
    assert page(case, Reason.parse("<script>"), after=None).rows == []


def test_pages_follow_one_another(now: datetime, by: Actor) -> None:
    case = approved_case(emails=51, at=now, by=by)
    first = page(case, Reason("outbox"), after=None)
    assert (len(first.rows), first.next) == (50, str(first.rows[-1].pk))
    assert len(page(case, Reason("outbox"), after=first.rows[-1].pk).rows) == 1


def test_lines_name_nobody_unless_asked(case: Case) -> None:
    plain = list(lines(case, with_names=False))
    assert len(plain) == 9
    assert {line.person for line in plain} == {None}
    references = {reference_digest(notice.reference) for notice in Notice.objects.exclude(state=State.SENT)}
    assert {line.reference for line in plain} == references | {""}
    named = list(lines(case, with_names=True))
    assert {line.person.family_name for line in named if line.person} == {"Canari"}
    assert len(named) == 9


@contextmanager
def counted() -> Iterator[list[int]]:
    found: list[int] = []
    with CaptureQueriesContext(connection) as queries:
        yield found
    found.append(len(queries))


def test_the_same_queries_for_a_few_and_for_many(now: datetime, by: Actor) -> None:
    few, many = (approved_case(number=n, emails=n * 20, held=n, at=now, by=by) for n in (1, 3))
    sizes = []
    for case in (few, many):
        with counted() as found:
            summary(case)
            page(case, None, after=None)
        sizes += found
    assert sizes[0] == sizes[1]
