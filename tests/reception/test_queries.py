"""What a stranger is told of a reference."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.lib.ids import new_reference
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.reception.queries import answer
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(now: datetime, by: Actor) -> Notice:
    return approved_case(emails=1, letters=0, at=now, held=0, by=by).notices.get()


TOLD = {State.SENT, State.IN_RUN, State.IN_DOUBT}


@pytest.mark.parametrize("state", [s for s in State if s not in {State.CLAIMED, State.SENDING}])
def test_only_what_may_have_left_is_confirmed(state: State, notice: Notice, now: datetime) -> None:
    Notice.objects.update(state=state, changed_at=now)
    found = answer(notice.reference)
    assert (found is not None) is (state in TOLD)
    if found is not None:
        assert (found.on, found.channel) == (now.date(), Channel.EMAIL)


def test_a_reference_may_be_typed_carelessly(notice: Notice) -> None:
    Notice.objects.update(state=State.SENT)
    assert answer(f"  {notice.reference.lower().replace('-', ' ')} ")


@pytest.mark.parametrize("text", ["", "abc", "0000-0000-0000-0", "'; DROP TABLE", "\x00", "é" * 40])
def test_nonsense_is_simply_unknown(text: str, notice: Notice) -> None:
    Notice.objects.update(state=State.SENT)
    assert answer(text) is None


def test_a_well_formed_reference_never_issued_is_unknown(notice: Notice) -> None:
    assert answer(new_reference(b"\x07" * 8)) is None
