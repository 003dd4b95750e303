"""Everyone of the roster is owed a notice: queued, or held with its reason."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.lib.ids import parse_reference
from notifier.notices.actions import approve_wording
from notifier.notices.actions.owing import owe_notices
from notifier.notices.models import Notice, Wording
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(owner: User, draft: Wording, now: datetime, by: Actor) -> Wording:
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    return draft


def test_nobody_is_left_out_and_nobody_owed_twice(approved: Wording, case: Case, now: datetime, by: Actor) -> None:
    assert set(case.patients.values_list("pk")) == set(case.notices.values_list("patient"))
    assert owe_notices(wording=approved, by=by, at=now) == 0


def test_each_takes_its_route(approved: Wording, case: Case) -> None:
    routes = case.notices.values_list("state", "channel", "hold_reason")
    assert sorted(routes) == [
        ("held", "letter", "no_channel"),
        ("queued", "email", ""),
        ("queued", "email", ""),
        ("queued", "email", ""),
        ("queued", "letter", ""),
        ("queued", "letter", ""),
    ]


def test_the_event_counts_by_route(approved: Wording) -> None:
    data = read_event(bytes(Event.objects.get(kind="notices.owed").body))["data"]
    assert data["total"] == 6
    assert data["by_route"] == {"queued.email": 3, "queued.letter": 2, "held.letter.no_channel": 1}


@pytest.mark.parametrize(
    ("care", "tier", "born", "reason"),
    [
        ("décédé", "", "01/02/1950", "deceased"),
        ("déjà informé", "", "01/02/1950", "already_told"),
        ("tutelle", "", "01/02/1950", "protected_adult"),
        ("canal sûr", "", "01/02/1950", "safe_channel"),
        ("adresse confidentielle", "", "01/02/1950", "confidential_address"),
        ("secret mineur", "", "01/02/2012", "minor_secret"),
        ("", "annoté", "01/02/2012", "minor_annotated"),
        ("ne pas poster", "", "01/02/1950", "do_not_post"),
    ],
)
def test_whoever_a_letter_could_harm_is_held(
    care: str, tier: str, born: str, reason: str, now: datetime, by: Actor
) -> None:
    row = f"Canari;Luc;{born};1 rue du Port;69003;Lyon;;;{tier};{care}\n"
    case = approved_case(rows=row, at=now, by=by)
    assert case.notices.values_list("state", "hold_reason").get() == ("held", reason)


def test_references_are_all_different_and_can_be_read_back(now: datetime, by: Actor) -> None:
    approved_case(emails=200, at=now, by=by)
    references = list(Notice.objects.values_list("reference", flat=True))
    assert len(set(references)) == 200
    assert [parse_reference(one) for one in references] == references
