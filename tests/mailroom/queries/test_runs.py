from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import note_posted, note_return, print_here, take_disposition
from notifier.mailroom.choices import Fate, ReturnReason
from notifier.mailroom.queries.runs import run_page_of
from notifier.mailroom.rules.disposition import Answer
from notifier.mailroom.rules.posting import PRESUMED_AFTER_DAYS

pytestmark = pytest.mark.django_db


def test_every_piece_is_counted(
    case: Case, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run, _pdf = print_here(case=case, by=by, at=now)
    day = timezone.localdate(now)
    assert (run_page_of(run, day).to_post, run_page_of(run, day).first_on) == (3, None)
    take_disposition(run=run, answers=[Answer(2, Fate.SPOILED, 3)], by=by, at=now)
    note_posted(run=run, places=None, on=day, by=by, at=now)
    notice = run.pieces.get(position=1).notice
    note_return(notice=notice, reason=ReturnReason.ACCESS, decides=True, by=by, at=now)
    with django_assert_num_queries(4):
        page = run_page_of(run, day)
    assert (page.to_post, page.posted, page.spoiled, page.reprint, page.presumed) == (0, 1, 1, "3", 0)
    assert (page.first_on, page.last_on, page.returns) == (day, day, [(ReturnReason.ACCESS, 1)])
    assert run_page_of(run, day + timedelta(days=PRESUMED_AFTER_DAYS)).presumed == 1
