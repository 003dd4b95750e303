"""Posted, spoiled: what became of the pieces, once, and said in the log."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import RefusedByLaw
from notifier.delivery.queries.completeness import account, compare_each
from notifier.mailroom.actions import DispositionRefused, Taken, note_posted, print_here, take_disposition
from notifier.mailroom.choices import Fate
from notifier.mailroom.models import PrintRun
from notifier.mailroom.rules.disposition import Answer
from notifier.notices.choices import HoldReason, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(case: Case, now: datetime, by: Actor) -> PrintRun:
    return print_here(case=case, by=by, at=now)[0]


def states(case: Case) -> list[str]:
    return sorted(case.notices.values_list("state", flat=True))


def data(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(e.body))["data"] for e in Event.objects.filter(kind=kind).order_by("pk")]


def adds_up(case: Case) -> bool:
    return account(case).differences == compare_each(case) == ()


def test_a_run_is_noted_as_posted(case: Case, run: PrintRun, now: datetime, by: Actor) -> None:
    day, later = timezone.localdate(now) + timedelta(days=1), now + timedelta(days=2)
    assert note_posted(run=run, places=None, on=day, by=by, at=later) == 3
    assert states(case) == ["held", "posted", "posted", "posted"]
    assert {notice.posted_on for notice in case.notices.filter(state=State.POSTED)} == {day}
    assert data("letter.posted") == [{"run": str(run.pk), "on": day.isoformat()}] * 3
    assert data("print_run.posted") == [{"number": 1, "count": 3, "on": day.isoformat()}]
    assert adds_up(case)


def test_a_second_tap_changes_nothing(case: Case, run: PrintRun, now: datetime, by: Actor) -> None:
    day = timezone.localdate(now)
    note_posted(run=run, places={2}, on=day, by=by, at=now)
    assert note_posted(run=run, places={2}, on=day, by=by, at=now) == 0
    assert states(case) == ["held", "in_run", "in_run", "posted"]
    assert run.pieces.get(fate=Fate.POSTED).position == 2
    assert len(data("print_run.posted")) == 1


@pytest.mark.parametrize(("days", "code"), [(-1, "posted_before_run"), (1, "posted_in_future")])
def test_an_impossible_day_is_refused(
    case: Case, run: PrintRun, now: datetime, by: Actor, days: int, code: str
) -> None:
    with pytest.raises(RefusedByLaw, match=code):
        note_posted(run=run, places=None, on=timezone.localdate(now) + timedelta(days=days), by=by, at=now)
    assert "posted" not in states(case)


def test_a_printers_answer_is_taken_once(case: Case, run: PrintRun, now: datetime, by: Actor) -> None:
    answers = [Answer(2, Fate.PRINTED, 1), Answer(3, Fate.SPOILED, 2), Answer(4, Fate.POSTED, 3)]
    assert take_disposition(run=run, answers=answers, by=by, at=now) == Taken(printed=1, spoiled=1, posted=1)
    assert states(case) == ["held", "in_run", "posted", "ready_to_print"]
    assert data("disposition.taken") == [{"number": 1, "printed": 1, "spoiled": 1, "posted": 1}]
    assert data("letter.spoiled") == [{"run": str(run.pk), "from": "in_run"}]
    assert take_disposition(run=run, answers=answers, by=by, at=now) == Taken(unchanged=3)
    assert len(data("disposition.taken")) == 1
    assert adds_up(case)


def test_nothing_of_a_file_with_a_wrong_line_is_taken(case: Case, run: PrintRun, now: datetime, by: Actor) -> None:
    with pytest.raises(DispositionRefused) as refused:
        take_disposition(run=run, answers=[Answer(2, Fate.POSTED, 1), Answer(3, Fate.POSTED, 9)], by=by, at=now)
    assert [(problem.line, problem.code) for problem in refused.value.problems] == [(3, "piece_unknown")]
    assert states(case) == ["held", "in_run", "in_run", "in_run"]


def test_a_spoiled_letter_goes_into_the_next_run_and_the_old_run_posts_it_no_more(
    case: Case, run: PrintRun, now: datetime, by: Actor
) -> None:
    take_disposition(run=run, answers=[Answer(2, Fate.SPOILED, 1)], by=by, at=now)
    again, _pdf = print_here(case=case, by=by, at=now)
    assert [piece.notice_id for piece in again.pieces.all()] == [run.pieces.get(position=1).notice_id]
    assert note_posted(run=run, places=None, on=timezone.localdate(now), by=by, at=now) == 2
    assert states(case) == ["held", "in_run", "posted", "posted"]
    assert note_posted(run=again, places=None, on=timezone.localdate(now), by=by, at=now) == 1
    assert adds_up(case)


def test_what_a_list_forbade_meanwhile_is_not_printed_again(
    case: Case, run: PrintRun, now: datetime, by: Actor
) -> None:
    first, second = (run.pieces.get(position=place).notice for place in (1, 2))
    case.notices.filter(pk=first.pk).update(late_reason=HoldReason.DECEASED)
    case.notices.filter(pk=second.pk).update(more_leaked_at=now)
    take_disposition(run=run, answers=[Answer(2, Fate.SPOILED, 1), Answer(3, Fate.SPOILED, 2)], by=by, at=now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.hold_reason, first.late_reason) == ("held", "deceased", "")
    assert (second.state, second.more_leaked_at) == ("queued", None)
    assert adds_up(case)
