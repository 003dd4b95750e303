"""A controller mandates a DPO's office, and ends it."""

from datetime import datetime

from django.db import transaction

from notifier.accounts.models import Mandate, Organisation, User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor


@transaction.atomic
def give_mandate(
    *,
    controller: Organisation,
    office: Organisation,
    may_see_names: bool,
    accepted_by: User,
    by: Actor,
    at: datetime,
) -> Mandate:
    """A controller's person mandates a DPO's office. One in force is ended first where it says something else about
    names; one that says the same is kept.
    """
    Organisation.objects.select_for_update().get(pk=controller.pk)
    standing = Mandate.objects.in_force().filter(controller=controller, office=office).first()
    if standing is not None:
        if standing.may_see_names == may_see_names:
            return standing
        end_mandate(mandate=standing, by=by, at=at)
    mandate = Mandate.objects.create(
        controller=controller,
        office=office,
        may_see_names=may_see_names,
        accepted_at=at,
        accepted_by=accepted_by,
        created_at=at,
    )
    data = {"office": office.pk, "names": may_see_names, "accepted_by": accepted_by.pk}
    record(Fact("mandate.given", f"organisation:{controller.pk}", data=data), by=by, at=at)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, by: Actor, at: datetime) -> bool:
    """From now on the office sees nothing of the controller. False when it had ended already."""
    ended = Mandate.objects.filter(pk=mandate.pk, ended_at__isnull=True).update(ended_at=at)
    if ended:
        data = {"office": mandate.office_id, "mandate": mandate.pk}
        record(Fact("mandate.ended", f"organisation:{mandate.controller_id}", data=data), by=by, at=at)
    return bool(ended)
