"""What a row says of a patient, as it bears on the way of their notice."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.notices.queries.circumstances import circumstances_of
from tests.notices.odd import odd_case

pytestmark = pytest.mark.django_db


def test_years_are_counted_from_the_last_visit(now: datetime, by: Actor) -> None:
    row = "Canari;Ancien;01/02/1955;17 rue du Nid;69003;Lyon;;annoté;;{};;;\n"
    for number, (seen, years) in enumerate([("05/2009", 17), ("", 0)], start=1):
        case, _ = odd_case(row.format(seen), number=number, at=now, by=by)
        patient = case.patients.get()
        assert circumstances_of(patient, now.year).unseen_years == years
