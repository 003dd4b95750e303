"""Setting up controllers and physicians."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from notifier.accounts.actions import create_organisation
from notifier.accounts.choices import OrganisationKind
from notifier.accounts.models import User
from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.lib.identifiers import rpps_problem
from notifier.practices.choices import ControllerKind, Specialty
from notifier.practices.models import Controller, Physician


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How the controller is named and reached in letters."""

    name: str
    street: str
    postcode: str
    town: str
    telephone: str
    reply_email: str


@transaction.atomic
def create_controller(
    *,
    kind: ControllerKind,
    letterhead: Letterhead,
    siren: str = "",
    finess: str = "",
    by: Actor,
    at: datetime,
) -> Controller:
    organisation = create_organisation(kind=OrganisationKind.PRACTICE, name=letterhead.name, by=by, at=at)
    controller = Controller.objects.create(
        organisation=organisation,
        kind=kind,
        siren=siren,
        finess=finess,
        street=letterhead.street,
        postcode=letterhead.postcode,
        town=letterhead.town,
        telephone=letterhead.telephone,
        reply_email=letterhead.reply_email,
    )
    record(Fact("controller.created", f"organisation:{organisation.pk}", data={"kind": kind}), by=by, at=at)
    return controller


@transaction.atomic
def note_reply_domain(*, domain: str, fault: str, by: Actor, at: datetime) -> int:
    """Keep whether mail to the domain arrives, for each controller whose patients answer there; an event tells of what
    is new. Returns for how many it was.
    """
    answering = Controller.objects.select_for_update().filter(reply_email__iendswith=f"@{domain}").order_by("pk")
    changed = [one for one in answering if one.takes_no_reply != bool(fault)]
    answering.update(reply_checked=domain, reply_fault=fault)
    record_all([_answered(one, fault) for one in changed], by=by, at=at)
    return len(changed)


def _answered(controller: Controller, fault: str) -> Fact:
    kind = "controller.unanswerable" if fault else "controller.answerable"
    return Fact(kind, f"organisation:{controller.pk}", data={"code": fault})


@transaction.atomic
def register_physician(
    *,
    controller: Controller,
    rpps: str,
    given_name: str,
    family_name: str,
    specialty: Specialty,
    user: User | None = None,
    by: Actor,
    at: datetime,
) -> Physician:
    """Register a doctor. An RPPS that fails its key is kept, and the event says so: published samples fail it too."""
    physician = Physician.objects.create(
        controller=controller,
        user=user,
        rpps=rpps,
        given_name=given_name,
        family_name=family_name,
        specialty=specialty,
    )
    data = {"organisation": controller.pk, "rpps_problem": rpps_problem(rpps)}
    record(Fact("physician.registered", f"physician:{physician.pk}", data=data), by=by, at=at)
    return physician
