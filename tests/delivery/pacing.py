"""Cases of two physicians whose patients are with several mail providers.

Only reserved domains can be written to in tests: `gmail.test` and `orange.test` are counted among the big ones here.
"""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.practices.actions import register_physician
from notifier.practices.choices import Specialty
from notifier.rosters.actions import import_roster
from notifier.rosters.choices import MailBucket
from notifier.rosters.rules import buckets
from tests.worlds import open_practice

HEADER = "nom;prénom;date de naissance;courriel;civilité;rpps médecin\n"
GMAIL, ORANGE, OTHER = "gmail.test", "orange.test", "example.org"
FIRST, SECOND = "99900000001", "99900000091"
_LETTERS = "abcdefghij"


def paced_case(people: dict[tuple[str, str], int], *, at: datetime, by: Actor, number: int = 1) -> Case:
    """Approved, with that many patients for each physician (FIRST, SECOND) and domain."""
    case, user = roster_of(people, at=at, by=by, number=number)
    approve_wording(wording=draft_wording(case=case, by=by, at=at), approver=user, by=by, at=at)
    return case


def roster_of(people: dict[tuple[str, str], int], *, at: datetime, by: Actor, number: int = 1) -> tuple[Case, User]:
    case, user = open_practice(number=number, at=at, by=by)
    second = f"999000000{90 + number:02d}"
    register_physician(
        controller=case.controller, rpps=second, given_name="Seconde", family_name=str(number),
        specialty=Specialty.DERMATOLOGY, user=None, by=by, at=at,
    )  # fmt: skip
    first = f"999000000{number:02d}"
    rpps = {FIRST: first, SECOND: second}
    rows, place = [], 0
    for (physician, domain), count in people.items():
        for _ in range(count):
            name = "".join(_LETTERS[int(digit)] for digit in str(place)).capitalize()
            rows.append(f"Canari;Emilie {name};01/02/1980;canari{place}@{domain};Mme;{rpps[physician]}")
            place += 1
    data = (HEADER + "\n".join(rows) + "\n").encode()
    import_roster(case=case, data=data, confirmed=frozenset(), user=user, by=by, at=at)
    return case, user


def know_providers(patch: pytest.MonkeyPatch) -> None:
    """Two domains of nobody's stand for two big providers."""
    patch.setitem(buckets._BUCKETS, GMAIL, MailBucket.GMAIL)
    patch.setitem(buckets._BUCKETS, ORANGE, MailBucket.ORANGE)
