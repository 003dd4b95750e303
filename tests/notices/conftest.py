"""A case with a roster and a draft."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import draft_wording
from notifier.notices.models import Wording, WordingText
from notifier.rosters.actions import import_roster
from tests.notices.people import Team, make_team
from tests.worlds import open_practice, roster

# A guardian's letter, an annotated adult, someone written to in English: what a plain roster does not hold.
ODD = (
    "Canari;Petit;01/02/2015;1 rue du Port;69003;Lyon;;;;\n"
    "Canari;Ancienne;01/02/1950;1 rue du Port;69003;Lyon;ancienne@example.org;Mme;annoté;\n"
)


@pytest.fixture
def practice(now: datetime, by: Actor) -> tuple[Case, User]:
    case, user = open_practice(at=now, by=by)
    data = roster(emails=2, letters=1, held=1) + ODD.encode()
    import_roster(case=case, data=data, confirmed=frozenset(), user=user, by=by, at=now)
    return case, user


@pytest.fixture
def case(practice: tuple[Case, User]) -> Case:
    return practice[0]


@pytest.fixture
def owner(practice: tuple[Case, User]) -> User:
    return practice[1]


@pytest.fixture
def draft(case: Case, now: datetime, by: Actor) -> Wording:
    return draft_wording(case=case, by=by, at=now)


@pytest.fixture
def team(case: Case, owner: User, now: datetime, by: Actor) -> Team:
    return make_team(case, owner, at=now, by=by)


@pytest.fixture
def text(draft: Wording) -> WordingText:
    """The French text for adults of whom administrative data leaked."""
    return draft.texts.get(language="fr", tier="administrative", audience="adult")
