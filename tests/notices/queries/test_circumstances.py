"""What is known of patients, and who shares what with whom."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.notices.queries.circumstances import circumstances_of, shared, with_sharing
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from tests.notices.odd import odd_case

pytestmark = pytest.mark.django_db


def test_sharing_is_asked_of_the_annotated_in_one_query(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case, _ = odd_case(at=now, by=by)
    with django_assert_num_queries(1):
        known = list(with_sharing(case, case.patients.all()))
    sealer = sealer_for(case.pk)
    mailbox = {open_person(one, sealer).given_name for one in known if one.shares_mailbox}
    door = {open_person(one, sealer).given_name for one in known if one.shares_address}
    assert mailbox == {"Épouse", "Secret"}
    assert door == {"Jumelle", "Jeanne", "Épouse", "Secret"}
    assert shared(case, "mailbox_index").count() == 2


def test_another_case_is_nobodys_household(now: datetime, by: Actor) -> None:
    row = "Canari;Seule;01/02/1980;7 rue du Nid;69003;Lyon;nid@example.org;annoté;;;;;\n"
    case, _ = odd_case(row, at=now, by=by)
    odd_case(row.replace("Seule", "Autre"), number=2, at=now, by=by)
    assert not with_sharing(case, case.patients.all()).get().shares_mailbox


def test_years_are_counted_from_the_last_visit(now: datetime, by: Actor) -> None:
    row = "Canari;Ancien;01/02/1955;17 rue du Nid;69003;Lyon;;annoté;;{};;;\n"
    for number, (seen, years) in enumerate([("05/2009", 17), ("", 0)], start=1):
        case, _ = odd_case(row.format(seen), number=number, at=now, by=by)
        patient = with_sharing(case, case.patients.all()).get()
        assert circumstances_of(patient, now.year).unseen_years == years
