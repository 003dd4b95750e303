from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.actions import import_roster
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from notifier.vault.sealing import CannotOpen

pytestmark = pytest.mark.django_db


def test_a_patient_is_opened_with_the_case_s_sealer_only_in_its_own_row(case: Case, now: datetime, by: Actor) -> None:
    data = "nom;prénom;courriel\nCanari;Zoé;zoe@example.org\nCanari;Luc;luc@example.org\n".encode()
    import_roster(case=case, data=data, confirmed=frozenset(), by=by, at=now)
    one, other = case.patients.all()
    sealer = sealer_for(case.pk)

    assert {open_person(one, sealer).email, open_person(other, sealer).email} == {"zoe@example.org", "luc@example.org"}
    one.sealed = other.sealed
    with pytest.raises(CannotOpen):
        open_person(one, sealer)
