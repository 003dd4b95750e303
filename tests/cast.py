"""The people of access tests: the practice's own, the one who follows it, and strangers."""

from dataclasses import dataclass
from datetime import datetime

from notifier.accounts.actions import add_member, create_organisation, create_user, give_mandate
from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from tests.worlds import open_practice


@dataclass(frozen=True, slots=True)
class Cast:
    """A case, its owner and assistant, a DPO with and one without names, an auditor, an operator, and a stranger who
    owns another case of another breach.
    """

    case: Case
    owner: User
    assistant: User
    dpo: User
    counting_dpo: User
    auditor: User
    operator: User
    vendor: User
    stranger: User

    @property
    def everyone(self) -> dict[str, User]:
        return {
            name: getattr(self, name)
            for name in ("owner", "assistant", "dpo", "counting_dpo", "auditor", "operator", "vendor", "stranger")
        }


def make_cast(*, at: datetime, by: Actor) -> Cast:
    case, owner = open_practice(number=1, at=at, by=by)
    _, stranger = open_practice(number=2, at=at, by=by)

    def person(name: str, role: Role, kind: OrganisationKind) -> User:
        organisation = create_organisation(kind=kind, name=f"Organisation {name}", by=by, at=at)
        user = create_user(email=f"{name}@example.org", name=f"Personne {name}", password=None, by=by, at=at)
        add_member(user=user, organisation=organisation, role=role, by=by, at=at)
        return user

    def office(name: str, *, may_see_names: bool) -> User:
        user = person(name, Role.DPO, OrganisationKind.DPO_OFFICE)
        give_mandate(
            controller=case.controller.organisation,
            office=user.memberships.get().organisation,
            may_see_names=may_see_names,
            accepted_by=owner,
            by=by,
            at=at,
        )
        return user

    assistant = create_user(email="assistante@example.org", name="Assistante", password=None, by=by, at=at)
    add_member(user=assistant, organisation=case.controller.organisation, role=Role.ASSISTANT, by=by, at=at)
    return Cast(
        case=case,
        owner=owner,
        assistant=assistant,
        dpo=office("dpo", may_see_names=True),
        counting_dpo=office("compteur", may_see_names=False),
        auditor=person("auditeur", Role.AUDITOR, OrganisationKind.PLATFORM),
        operator=person("exploitant", Role.OPERATOR, OrganisationKind.PLATFORM),
        vendor=person("editeur", Role.VENDOR, OrganisationKind.VENDOR),
        stranger=stranger,
    )
