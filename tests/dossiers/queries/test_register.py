"""Which breaches the register tells of, to whom."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.dossiers.queries import register
from notifier.dossiers.queries.register import Wanted, breaches_of, register_entries, register_page
from tests.cast import make_cast
from tests.worlds import approved_case, open_practice

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def auditor(now: datetime, by: Actor) -> User:
    return make_cast(at=now, by=by).auditor


def cases_of(user: User, now: datetime, **wanted: object) -> set[UUID]:
    return {entry.case for entry in register_entries(user, Wanted(**wanted), now)}  # type: ignore[arg-type]


def test_everyone_has_the_breaches_of_the_cases_they_see(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    seen = {name for name, user in cast.everyone.items() if cast.case.pk in cases_of(user, now)}
    assert seen == {"owner", "assistant", "dpo", "counting_dpo", "auditor", "operator"}
    assert len(cases_of(cast.auditor, now)) == 2
    assert len(cases_of(cast.stranger, now)) == 1
    assert [pk for pk, _ in breaches_of(cast.owner)] == [cast.case.breach_id]
    assert breaches_of(cast.vendor) == []


def test_each_filter_keeps_what_it_says(auditor: User, now: datetime, by: Actor) -> None:
    open_case, other = Case.objects.order_by("aware_at", "pk")
    Case.objects.filter(pk=other.pk).update(aware_at=now - 9 * DAY, closed_at=now)
    moment = now + timedelta(hours=1)
    record_filing(case=open_case, filed_at=moment, channel=FilingChannel.POST, receipt="", by=by, at=moment)
    one, two, today = {open_case.pk}, {other.pk}, timezone.localdate(now)
    assert cases_of(auditor, moment) == one | two
    assert cases_of(auditor, moment, breach=other.breach_id) == two
    assert (cases_of(auditor, moment, filed=True), cases_of(auditor, moment, filed=False)) == (one, two)
    assert (cases_of(auditor, moment, late=False), cases_of(auditor, moment, late=True)) == (one, two)
    assert (cases_of(auditor, moment, is_open=True), cases_of(auditor, moment, is_open=False)) == (one, two)
    assert (cases_of(auditor, moment, since=today), cases_of(auditor, moment, until=today - DAY)) == (one, two)


def test_an_erased_case_stays_with_its_counts(now: datetime, by: Actor, auditor: User) -> None:
    case = approved_case(number=5, emails=2, held=1, at=now, by=by)
    Case.objects.filter(pk=case.pk).update(closed_at=now, erasing_at=now, erased_at=now)
    case.notices.update(patient=None, state="withdrawn")
    case.patients.all().delete()
    entry = next(entry for entry in register_entries(auditor, Wanted(), now) if entry.case == case.pk)
    assert (entry.affected, entry.informed, entry.erased_at) == (3, 0, now)


def test_pages_follow_one_another_without_loss(
    auditor: User, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "PAGE", 2)
    for number in range(3, 6):
        open_practice(number=number, at=now, by=by)
    found: list[UUID] = []
    after: UUID | None = None
    for size in (2, 2, 1):
        page = register_page(auditor, Wanted(), after, now)
        assert len(page.entries) == size
        found += [entry.case for entry in page.entries]
        after = page.older
    assert after is None
    assert len(set(found)) == 5


def test_one_entry_costs_what_many_do(
    now: datetime, by: Actor, auditor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (0, 3, 4, 5):
        if number:
            open_practice(number=number, at=now, by=by)
        with django_assert_num_queries(7):
            register_page(auditor, Wanted(), None, now)
