"""One notice's whole history, from its number or from what a patient kept on paper."""

from datetime import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.journal.history import is_notice_key, notice_history, read_number
from notifier.delivery.models import Attempt, MadeLetter
from notifier.lib.ids import reference_digest
from notifier.mailroom.actions import make_print_run
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db
WHOLE = ["letter.in_run", "letter.made", "attempt.started", "notices.claimed"]


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    """Two letters made and bundled."""
    case = approved_case(letters=2, at=now, by=by)
    make_letters(at=now, by=by)
    make_print_run(case=case, duplex=False, into=BytesIO(), by=by, at=now)
    return case


@pytest.fixture
def notice(case: Case) -> Notice:
    return case.notices.filter(channel=Channel.LETTER).order_by("pk")[0]


def kinds(numbers: list[int]) -> list[str]:
    return list(Event.objects.filter(pk__in=numbers).order_by("-pk").values_list("kind", flat=True))


def test_by_its_number(case: Case, notice: Notice) -> None:
    assert kinds(notice_history(str(notice.pk), [case.pk])) == WHOLE


def test_by_the_digest_of_its_reference(case: Case, notice: Notice) -> None:
    digest = reference_digest(notice.reference)
    assert notice_history(digest, [case.pk]) == notice_history(str(notice.pk), None)
    assert notice_history(digest, None) == notice_history(str(notice.pk), None)


def test_by_the_digest_when_nothing_but_the_log_is_left(case: Case, notice: Notice) -> None:
    digest = reference_digest(notice.reference)
    MadeLetter.objects.all().delete()
    Attempt.objects.all().delete()
    assert kinds(notice_history(digest, [case.pk])) == WHOLE


def test_nothing_of_another_case_or_another_notice(case: Case, notice: Notice, now: datetime, by: Actor) -> None:
    other = approved_case(number=2, letters=1, at=now, by=by)
    for key in (str(notice.pk), reference_digest(notice.reference)):
        assert notice_history(key, [other.pk]) == []
    neighbour = case.notices.exclude(pk=notice.pk).get()
    shared = set(notice_history(str(notice.pk), None)) & set(notice_history(str(neighbour.pk), None))
    assert kinds(list(shared)) == ["notices.claimed"]


def test_an_unknown_notice_has_no_history(case: Case) -> None:
    assert notice_history("0" * 64, [case.pk]) == []
    assert notice_history(str(case.pk), [case.pk]) == []


def test_at_most_five_queries(case: Case, notice: Notice) -> None:
    with CaptureQueriesContext(connection) as queries:
        notice_history(reference_digest(notice.reference), [case.pk])
    assert len(queries) == 5


def test_keys_are_numbers_or_digests() -> None:
    good = ["0199d3a2-0000-7000-8000-000000000001", "a" * 64]
    bad = ["", "7K3M-9QXT-2W4F-H", "a" * 63, "A" * 64, "g" * 64, "0199d3a2000070008000000000000001"]
    assert [is_notice_key(text) for text in good] == [True, True]
    assert [is_notice_key(text) for text in bad] == [False] * len(bad)
    assert read_number("x" * 36) is None
