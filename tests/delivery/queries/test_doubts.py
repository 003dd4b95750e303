"""What a page and the relay's record ask of the doubts."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.queries.doubts import PAGE, Overdue, doubt_page, doubtful, first_letter_at, overdue
from notifier.notices.models import Notice
from tests.delivery.doubts import put_in_doubt
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


def test_a_row_says_what_is_known_and_masks_who_it_is(mail_case: Case, now: datetime, by: Actor) -> None:
    noticed = put_in_doubt(1, at=now, by=by)
    page = doubt_page(mail_case, after=None)
    (row,) = page.rows
    assert (page.total, page.next) == (1, "")
    assert row.masked is not None
    assert row.masked.initials == "E. C."
    assert (row.doubtful.code, row.doubtful.since, row.doubtful.started_at) == ("lease_expired", noticed, now)
    assert row.doubtful.message_id.endswith("@avis.example.org>")
    assert first_letter_at(mail_case) == row.doubtful.letter_at == noticed + timedelta(days=5)
    assert list(doubtful(mail_case.pk)) == [row.doubtful]


def test_pages_follow_one_another(now: datetime, by: Actor) -> None:
    case = approved_case(emails=PAGE + 1, at=now, by=by)
    Notice.objects.update(state="in_doubt")
    first = doubt_page(case, after=None)
    second = doubt_page(case, after=first.rows[-1].doubtful.notice)
    assert (len(first.rows), first.next, len(second.rows), second.next) == (
        PAGE,
        str(first.rows[-1].doubtful.notice),
        1,
        "",
    )


def test_an_erased_patient_has_no_initials(mail_case: Case, now: datetime, by: Actor) -> None:
    put_in_doubt(1, at=now, by=by)
    Notice.objects.filter(state="in_doubt").update(patient=None)
    assert doubt_page(mail_case, after=None).rows[0].masked is None


def test_a_letter_is_due_when_the_approved_days_are_over(mail_case: Case, now: datetime, by: Actor) -> None:
    noticed = put_in_doubt(1, at=now, by=by)
    wording = mail_case.wordings.get()
    assert overdue(noticed + timedelta(days=5, seconds=-1)) == []
    assert overdue(noticed + timedelta(days=5)) == [Overdue(wording.pk, 5)]
    assert first_letter_at(approved_case(number=2, emails=1, at=now, by=by)) is None
