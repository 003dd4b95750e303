"""Who must agree to a wording, and who has."""

from dataclasses import dataclass

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import mandating_controllers
from notifier.breaches.models import Breach, Case
from notifier.notices.models import Demand, FirstApproval, Wording
from notifier.notices.permissions import deciding_people


@dataclass(frozen=True, slots=True)
class TwoPersons:
    """`demand` is the one in force, None where one person suffices. It binds only where the practice has a second
    person who decides: a self-employed physician cannot be kept from telling their patients.
    """

    demand: Demand | None
    deciders: int
    first: FirstApproval | None

    @property
    def is_bound(self) -> bool:
        return self.demand is not None and self.deciders > 1

    @property
    def first_by(self) -> int | None:
        return self.first.approved_by_id if self.first else None

    def waits_for_other(self, user: int) -> bool:
        """Whether this person has approved and a second one has not."""
        return self.is_bound and self.first_by == user

    def needs_first(self) -> bool:
        """Whether the next approval is the first of two."""
        return self.is_bound and self.first is None


def demand_in_force(case: Case) -> Demand | None:
    return case.two_person_demands.select_related("made_by").filter(lifted_at__isnull=True).first()


def two_persons(wording: Wording, read_sha256: str) -> TwoPersons:
    """How it stands for the texts with this hash; at most three queries. A first approval counts while its author still
    decides for the controller.
    """
    demand = demand_in_force(wording.case)
    if demand is None:
        return TwoPersons(None, 0, None)
    rows = wording.first_approvals.select_related("approved_by").filter(read_sha256=read_sha256)
    still = rows.filter(approved_by__in=deciding_people(wording.case)).order_by("approved_at").first()
    return TwoPersons(demand, deciding_people(wording.case).count(), still)


def advised_cases(user: User, breach: Breach) -> list[Case]:
    """The open cases of the breach whose controllers mandated an office where the user is a DPO; one query."""
    advised = mandating_controllers(user, Role.DPO)
    cases = Case.objects.filter(breach=breach, closed_at__isnull=True, controller__organisation__in=advised)
    return list(cases.select_related("controller__organisation").order_by("pk"))
