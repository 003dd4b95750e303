"""Requests as a page shows them."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions.requests import Asked, Reply, answer_request, extend_request, take_request
from notifier.notices.choices import PaperForm, RequestChannel, RequestKind
from notifier.notices.models import PatientRequest
from notifier.notices.rules.requests import Said
from notifier.reception.queries.requests import request_line, requests_view, words_of
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BONJOUR = Said("Bonjour.")


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(letters=2, at=now, by=by)


def ask(case: Case, received: datetime, by: Actor, *, said: Said = BONJOUR) -> PatientRequest:
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, said, received)
    return take_request(case=case, notice=case.notices.order_by("pk")[0], asked=asked, by=by, at=received)


def test_what_ends_first_stands_first_and_what_is_done_last(case: Case, now: datetime, by: Actor) -> None:
    oldest, middle, newest = (ask(case, now - days * DAY, by) for days in (20, 10, 0))
    extend_request(request=oldest, reply=Reply(now, RequestChannel.PHONE, "Long."), by=by, at=now)
    done = ask(case, now, by)
    answer_request(request=done, reply=Reply(now, RequestChannel.PHONE, ""), by=by, at=now)
    view = requests_view(case, now, with_people=True)
    assert [line.row.pk for line in view.open] == [middle.pk, newest.pk, oldest.pk]
    assert [line.row.pk for line in view.done] == [done.pk]
    assert (view.waiting, view.late) == (3, 0)
    assert view.open[0].masked is not None
    assert view.open[0].masked.initials == "L. C."


def test_without_the_right_nobody_is_shown(case: Case, now: datetime, by: Actor) -> None:
    ask(case, now, by)
    assert requests_view(case, now, with_people=False).open[0].masked is None


def test_the_last_day_is_a_working_one(case: Case, now: datetime, by: Actor) -> None:
    line = request_line(ask(case, now, by), now)
    assert (line.last_day, line.article, line.is_open) == (date(2026, 4, 7), "GDPR 15", True)


def test_the_words_are_opened(case: Case, now: datetime, by: Actor) -> None:
    row = ask(case, now, by, said=Said("Canari", "06", PaperForm.EASY))
    extend_request(request=row, reply=Reply(now, RequestChannel.PHONE, "Plus long."), by=by, at=now)
    row.refresh_from_db()
    answer_request(request=row, reply=Reply(now, RequestChannel.PHONE, "Fait."), by=by, at=now)
    words = words_of(PatientRequest.objects.get())
    assert (words.said, words.why_later, words.reply) == (Said("Canari", "06", PaperForm.EASY), "Plus long.", "Fait.")
    assert "Canari" not in repr(words)


@pytest.mark.parametrize("count", [1, 4])
def test_the_same_queries_for_one_and_for_many(
    count: int, case: Case, now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ask(case, now, by)
    with django_assert_num_queries(3, using="default"), django_assert_num_queries(1, using="keys"):
        requests_view(case, now, with_people=True)
