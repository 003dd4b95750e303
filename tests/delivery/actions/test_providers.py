"""What providers hold of a case, and their word that it is erased."""

from datetime import datetime, timedelta

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case, Document
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.breaches.queries.documents import open_document
from notifier.delivery.actions import confirm_erased, note_handover
from notifier.delivery.choices import ProviderKind
from notifier.delivery.models import Handover
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAPER = b"%PDF-1.7 une attestation"


@pytest.fixture
def world(now: datetime, by: Actor) -> tuple[Case, User]:
    return open_practice(at=now, by=by)


def hand(case: Case, by: Actor, at: datetime, provider: str = "imprimeur-lyon") -> Handover:
    return note_handover(case=case.pk, kind=ProviderKind.PRINTER, provider=provider, days=30, by=by, at=at)


def test_the_first_leaves_an_event_and_the_last_counts(world: tuple[Case, User], now: datetime, by: Actor) -> None:
    case, _ = world
    for days in (0, 2, 1):
        hand(case, by, now + days * DAY)
    row = Handover.objects.get()
    assert (row.began_at, row.handed_at, row.days) == (now, now + 2 * DAY, 30)
    event = Event.objects.get(kind="copies.handed")
    assert read_event(bytes(event.body))["data"] == {"kind": "printer", "provider": "imprimeur-lyon", "days": 30}


def test_each_provider_has_its_own(world: tuple[Case, User], now: datetime, by: Actor) -> None:
    assert hand(world[0], by, now) != hand(world[0], by, now, "autre")


def test_the_word_is_kept_sealed_even_of_a_closed_case(world: tuple[Case, User], now: datetime, by: Actor) -> None:
    case, user = world
    row, later = hand(case, by, now), now + 20 * DAY
    Case.objects.filter(pk=case.pk).update(closed_at=later)
    confirm_erased(handover=row, erased_at=later, document=PAPER, user=user, by=by, at=later)
    document = Document.objects.get()
    assert b"attestation" not in bytes(document.sealed or b"")
    assert open_document(document) == PAPER
    data = read_event(bytes(Event.objects.get(kind="copies.erased").body))["data"]
    assert data["document"] == document.sha256
    row.refresh_from_db()
    assert (row.erased_at, row.confirmed_by) == (later, str(by))


def test_confirming_again_changes_nothing(world: tuple[Case, User], now: datetime, by: Actor) -> None:
    case, user = world
    row = hand(case, by, now)
    for days in (1, 5):
        at = now + days * DAY
        confirm_erased(handover=row, erased_at=at, user=user, by=by, at=at)
    row.refresh_from_db()
    assert (row.erased_at, Event.objects.filter(kind="copies.erased").count()) == (now + DAY, 1)


def test_what_is_handed_over_afterwards_is_held_anew(world: tuple[Case, User], now: datetime, by: Actor) -> None:
    case, user = world
    row = hand(case, by, now)
    confirm_erased(handover=row, erased_at=now + DAY, user=user, by=by, at=now + DAY)
    again = hand(case, by, now + 2 * DAY)
    assert again != row
    assert again.erased_at is None


@pytest.mark.parametrize(("days", "code"), [(-1, "copies_erased_before_handed"), (9, "copies_erased_in_future")])
def test_an_impossible_word_is_refused(
    days: int, code: str, world: tuple[Case, User], now: datetime, by: Actor
) -> None:
    case, user = world
    row = hand(case, by, now)
    with pytest.raises(RefusedByLaw, match=code):
        confirm_erased(handover=row, erased_at=now + days * DAY, document=PAPER, user=user, by=by, at=now + DAY)
    assert not Document.objects.exists()


def test_an_erased_case_keeps_no_paper_but_the_word(world: tuple[Case, User], now: datetime, by: Actor) -> None:
    case, user = world
    row, later = hand(case, by, now), now + DAY
    Case.objects.filter(pk=case.pk).update(closed_at=later, erasing_at=later)
    with pytest.raises(CaseNotOpen):
        confirm_erased(handover=row, erased_at=later, document=PAPER, user=user, by=by, at=later)
    assert confirm_erased(handover=row, erased_at=later, user=user, by=by, at=later).erased_at == later
