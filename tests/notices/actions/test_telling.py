"""Papers with names: what stands on them, and the trace they leave."""

from datetime import datetime
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions.caring import Decision, decide_one
from notifier.notices.actions.telling import NobodyToTell, print_aide_memoire
from notifier.notices.choices import CareChoice
from notifier.notices.models import Notice
from notifier.rosters.choices import Language
from tests.notices.odd import notice_of, odd_case

pytestmark = pytest.mark.django_db
FRENCH = Language.FRENCH


@pytest.fixture
def odd(now: datetime, by: Actor) -> tuple[Case, User]:
    return odd_case(at=now, by=by)


def in_person(odd: tuple[Case, User], given: str, *, by: Actor, at: datetime) -> Notice:
    case, owner = odd
    notice = notice_of(case, given)
    decision = Decision(CareChoice.IN_PERSON)
    decide_one(case=case, notice=notice.pk, decision=decision, decider=owner, by=by, at=at)
    return notice


def last(kind: str) -> dict[str, object]:
    data: dict[str, object] = read_event(bytes(Event.objects.filter(kind=kind).latest("pk").body))["data"]
    return data


def test_one_page_for_each_who_is_to_be_told(odd: tuple[Case, User], now: datetime, by: Actor) -> None:
    first, second = in_person(odd, "Secret", by=by, at=now), in_person(odd, "Ancien", by=by, at=now)
    with pikepdf.open(BytesIO(print_aide_memoire(case=odd[0], notices=(), language=FRENCH, by=by, at=now))) as pdf:
        assert len(pdf.pages) >= 2
    printed = last("aide_memoire.printed")
    assert printed == {"count": 2, "people": sorted([str(first.pk), str(second.pk)])}


def test_only_the_ticked_are_printed(odd: tuple[Case, User], now: datetime, by: Actor) -> None:
    in_person(odd, "Secret", by=by, at=now)
    wanted = in_person(odd, "Ancien", by=by, at=now)
    print_aide_memoire(case=odd[0], notices=[wanted.pk], language=FRENCH, by=by, at=now)
    assert last("aide_memoire.printed")["people"] == [str(wanted.pk)]


def test_nobody_s_name_is_printed_who_is_not_to_be_told(odd: tuple[Case, User], now: datetime, by: Actor) -> None:
    waiting = notice_of(odd[0], "Secret")
    for notices in ([], [waiting.pk], [uuid4()]):
        with pytest.raises(NobodyToTell):
            print_aide_memoire(case=odd[0], notices=notices, language=FRENCH, by=by, at=now)
    assert not Event.objects.filter(kind="aide_memoire.printed").exists()
