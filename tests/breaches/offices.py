"""A DPO's office that two controllers of a shared breach mandated, with two people in it."""

from dataclasses import dataclass
from datetime import datetime

from notifier.accounts.actions import add_member, create_organisation, create_user, give_mandate
from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import Organisation, User
from notifier.audit.actors import Actor
from tests.breaches.sharing import Shared


@dataclass(frozen=True, slots=True)
class Office:
    organisation: Organisation
    dpo: User
    coordinator: User


def mandate_office(shared: Shared, *, both: bool = True, at: datetime, by: Actor) -> Office:
    house = create_organisation(kind=OrganisationKind.DPO_OFFICE, name="Bureau commun", by=by, at=at)
    people = []
    for name, role in (("dpo", Role.DPO), ("coordination", Role.COORDINATOR)):
        user = create_user(email=f"{name}@example.org", name=f"Personne {name}", password=None, by=by, at=at)
        add_member(user=user, organisation=house, role=role, by=by, at=at)
        people.append(user)
    for case, owner in ((shared.one, shared.owner), (shared.two, shared.other))[: 2 if both else 1]:
        give_mandate(
            controller=case.controller.organisation, office=house, may_see_names=False, accepted_by=owner, by=by, at=at
        )
    return Office(house, *people)
