"""A practice with a second person who decides, an assistant, and a DPO, around the case of the tests."""

from dataclasses import dataclass
from datetime import datetime

from notifier.accounts.actions import add_member, create_organisation, create_user, give_mandate
from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case


@dataclass(frozen=True, slots=True)
class Team:
    partner: User
    assistant: User
    dpo: User
    stranger: User


def make_team(case: Case, owner: User, *, at: datetime, by: Actor) -> Team:
    practice = case.controller.organisation

    def person(name: str) -> User:
        return create_user(email=f"{name}@example.org", name=f"Personne {name}", password=None, by=by, at=at)

    partner, assistant, dpo, stranger = (person(name) for name in ("associee", "secretaire", "dpo", "inconnu"))
    add_member(user=partner, organisation=practice, role=Role.CONTROLLER, by=by, at=at)
    add_member(user=assistant, organisation=practice, role=Role.ASSISTANT, by=by, at=at)
    office = create_organisation(kind=OrganisationKind.DPO_OFFICE, name="Bureau", by=by, at=at)
    add_member(user=dpo, organisation=office, role=Role.DPO, by=by, at=at)
    give_mandate(controller=practice, office=office, may_see_names=False, accepted_by=owner, by=by, at=at)
    return Team(partner, assistant, dpo, stranger)
