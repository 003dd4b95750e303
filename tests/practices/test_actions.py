"""Controllers and physicians."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from stdnum import luhn

from notifier.accounts.choices import OrganisationKind
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.practices.actions import Letterhead, create_controller, note_reply_domain, register_physician
from notifier.practices.choices import ControllerKind, Specialty
from notifier.practices.models import Controller, Physician

pytestmark = pytest.mark.django_db
LETTERHEAD = Letterhead("Cabinet Canari", "14 rue des Lilas", "69003", "Lyon", "04 72 00 00 00", "cabinet@example.org")


@pytest.fixture
def controller(now: datetime, by: Actor) -> Controller:
    return create_controller(kind=ControllerKind.SELF_EMPLOYED, letterhead=LETTERHEAD, siren="990000014", by=by, at=now)


def physician(controller: Controller, rpps: str, now: datetime, by: Actor) -> Physician:
    return register_physician(
        controller=controller,
        rpps=rpps,
        given_name="Zoé",
        family_name="Canari",
        specialty=Specialty.PSYCHIATRY,
        by=by,
        at=now,
    )


def test_a_controller_is_a_practice_with_a_letterhead(controller: Controller) -> None:
    assert (controller.organisation.kind, controller.organisation.name) == (OrganisationKind.PRACTICE, "Cabinet Canari")
    assert (controller.street, controller.postcode, controller.town) == ("14 rue des Lilas", "69003", "Lyon")


def test_a_company_number_names_one_controller(controller: Controller, now: datetime, by: Actor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        create_controller(kind=ControllerKind.PRACTICE, letterhead=LETTERHEAD, siren=controller.siren, by=by, at=now)


@pytest.mark.parametrize(
    ("rpps", "problem"), [("99990000001", "rpps_key"), (f"9999000000{luhn.calc_check_digit('9999000000')}", None)]
)
def test_a_number_that_fails_its_key_is_kept_and_said(
    rpps: str, problem: str | None, controller: Controller, now: datetime, by: Actor
) -> None:
    physician(controller, rpps, now, by)
    told = read_event(bytes(Event.objects.get(kind="physician.registered").body))["data"]["rpps_problem"]
    assert Physician.objects.get().rpps == rpps
    assert told == problem


def test_events_name_no_one(controller: Controller, now: datetime, by: Actor) -> None:
    physician(controller, "99990000001", now, by)
    bodies = b"".join(bytes(event.body) for event in Event.objects.all())
    assert b"Canari" not in bodies
    assert b"99990000001" not in bodies


def test_a_reply_domain_is_kept_for_all_who_answer_there_and_told_when_it_changes(now: datetime, by: Actor) -> None:
    one, other, apart = (
        create_controller(
            kind=ControllerKind.SELF_EMPLOYED, letterhead=replace(LETTERHEAD, reply_email=email), by=by, at=now
        )
        for email in ("a@Cabinet.test", "b@cabinet.test", "c@sous.cabinet.test")
    )
    for fault in ("mx_null", "mx_null", "mx_missing", ""):
        note_reply_domain(domain="cabinet.test", fault=fault, by=by, at=now)
    kinds = Event.objects.filter(kind__startswith="controller.", subject=f"organisation:{one.pk}").order_by("pk")
    assert [event.kind for event in kinds] == ["controller.created", "controller.unanswerable", "controller.answerable"]
    assert note_reply_domain(domain="cabinet.test", fault="mx_null", by=by, at=now) == 2
    apart.refresh_from_db()
    other.refresh_from_db()
    assert (other.takes_no_reply, apart.takes_no_reply, apart.reply_checked) == (True, False, "")
    # What was found is about the address as it was.
    other.reply_email = "b@ailleurs.test"
    assert not other.takes_no_reply
