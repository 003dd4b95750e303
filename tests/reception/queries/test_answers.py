"""What a stranger is told of a reference."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.lib.ids import new_reference
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.reception.queries.answers import answer

pytestmark = pytest.mark.django_db
TOLD = {State.SENT, State.IN_RUN, State.IN_DOUBT}


@pytest.mark.parametrize("state", [s for s in State if s not in {State.CLAIMED, State.SENDING}])
def test_only_what_may_have_left_is_confirmed(state: State, notice: Notice, now: datetime) -> None:
    Notice.objects.update(state=state)
    found = answer(notice.reference)
    assert (found is not None) is (state in TOLD)
    if found is not None:
        assert (found.on, found.channel) == (now.date(), Channel.EMAIL)


def test_a_reference_may_be_typed_carelessly(notice: Notice) -> None:
    assert answer(f"  {notice.reference.lower().replace('-', ' ')} ")


def test_after_the_erasure_it_is_still_confirmed(notice: Notice) -> None:
    Notice.objects.update(patient=None)
    assert answer(notice.reference)


@pytest.mark.parametrize(
    "text", ["", "abc", "0000-0000-0000-0", "'; DROP TABLE", "\x00", "é" * 40, new_reference(b"\x07" * 8)]
)
def test_anything_else_is_unknown_at_the_same_cost(
    text: str, notice: Notice, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert answer(text) is None
    with django_assert_num_queries(1):
        assert answer(notice.reference)
