"""Who follows cases: the offices a person acts for, and their colleagues there."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import Mandate, Organisation, User
from notifier.accounts.queries import organisations_as
from notifier.breaches.models import Assignment, Breach, Case


def office_for(user: User, breach: Breach) -> Organisation | None:
    """The office in whose name the user acts on this breach: one that a controller of it mandated. One query."""
    offices = organisations_as(user, Role.DPO, Role.COORDINATOR).filter(kind=OrganisationKind.DPO_OFFICE)
    mandates = Mandate.objects.in_force().filter(office=OuterRef("pk"), controller__controller__cases__breach=breach)
    return offices.filter(Exists(mandates)).order_by("pk").first()


def colleagues(office: Organisation) -> QuerySet[User]:
    """Everyone who follows cases for the office, the asking person included."""
    roles = [Role.DPO, Role.COORDINATOR]
    people = User.objects.filter(memberships__organisation=office, memberships__role__in=roles, is_active=True)
    return people.order_by("name", "pk").distinct()


def cases_of_office(breach: Breach, office: Organisation) -> QuerySet[Case]:
    """The breach's cases whose controllers mandated this office."""
    mandates = office.mandates_held.in_force().values("controller")
    return Case.objects.filter(breach=breach, controller__in=mandates)


def assignees(cases: Iterable[UUID]) -> dict[UUID, list[str]]:
    """By case, the names of those it is given to; one query."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    standing = Assignment.objects.filter(case__in=list(cases), ended_at__isnull=True)
    for case, name in standing.order_by("pk").values_list("case", "assigned_to__name"):
        found[case].append(name)
    return found
