"""Settling without a person: the relay's record first, then letters whose time has come."""

from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.delivery.choices import Way
from notifier.delivery.dispatch.doubts import look, send_letters, settle_doubts
from notifier.notices.choices import State
from notifier.notices.models import Notice, Wording
from notifier.post.postfix_log import Fate, Record
from tests.delivery.doubts import put_in_doubt
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
ROWS = "".join(
    f"Canari;Iris {letter};01/02/1980;7 rue du Port;69003;Lyon;iris.{letter}@example.org;Mme;;\n" for letter in "abc"
)


def records(now: datetime, *fates: Fate) -> dict[str, Record]:
    """One for each notice in doubt, in the order they are looked at."""
    ids = [one.doubtful.message_id for one in look(None, {}, at=now)]
    return {message: Record(fate, now, "") for message, fate in zip(ids, fates, strict=False)}


def test_each_goes_the_best_way_there_is(now: datetime, by: Actor) -> None:
    approved_case(rows=ROWS, at=now, by=by)
    noticed = put_in_doubt(3, at=now, by=by)
    known = records(now, Fate.SENT, Fate.TRYING)
    before = look(None, known, at=noticed)
    assert [one.way for one in before] == [Way.RELAY_RECORD, Way.PERSON, Way.PERSON]
    settled = settle_doubts(before, None, by=by, at=noticed)
    assert (settled.by_record, settled.by_letter, settled.total) == ({State.SENT: 1}, {}, 1)
    later = noticed + timedelta(days=5)
    assert [one.way for one in look(None, {}, at=later)] == [Way.LETTER, Way.LETTER]
    assert settle_doubts([], None, by=by, at=later).by_letter == {State.QUEUED: 2}
    assert not Notice.objects.filter(state=State.IN_DOUBT).exists()


def test_a_bounce_of_an_earlier_try_settles_nothing(now: datetime, by: Actor) -> None:
    approved_case(emails=1, at=now, by=by)
    noticed = put_in_doubt(1, at=now, by=by)
    known = records(now - timedelta(days=1), Fate.BOUNCED)
    assert [one.way for one in look(None, known, at=noticed)] == [Way.PERSON]
    assert [one.way for one in look(None, records(now, Fate.BOUNCED), at=noticed)] == [Way.RELAY_RECORD]


def test_each_wording_has_its_own_period_and_each_case_is_asked_alone(now: datetime, by: Actor) -> None:
    one = approved_case(number=1, rows=ROWS, at=now, by=by)
    approved_case(number=2, rows=ROWS, at=now, by=by)
    Wording.objects.filter(case=one).update(doubt_days=2)
    noticed = put_in_doubt(6, at=now, by=by)
    assert send_letters(None, by=by, at=noticed + timedelta(days=3)) == {State.QUEUED: 3}
    assert set(Notice.objects.filter(case=one).values_list("state", flat=True)) == {State.QUEUED}
    assert send_letters(one.pk, by=by, at=noticed + timedelta(days=6)) == {}
    assert send_letters(None, by=by, at=noticed + timedelta(days=6)) == {State.QUEUED: 3}
