"""Who may do what on a case. Only the controller decides; an assistant prepares."""

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, User
from notifier.accounts.queries import has_role, mandating_controllers, organisations_as
from notifier.breaches.models import Breach, Case


def can_prepare(user: User, case: Case) -> bool:
    """Whether the user works for the controller: may import, preview, print. One query."""
    return organisations_as(user, Role.CONTROLLER, Role.ASSISTANT).filter(pk=case.controller_id).exists()


def can_decide(user: User, case: Case) -> bool:
    """Whether the user decides for the controller: approves, files. One query."""
    return organisations_as(user, Role.CONTROLLER).filter(pk=case.controller_id).exists()


def can_see_people(user: User, case: Case) -> bool:
    """Who may see people, not only numbers: the practice's own, the auditor, and a DPO whose mandate says so. At most
    three queries.
    """
    if can_prepare(user, case) or has_role(user, Role.AUDITOR):
        return True
    offices = organisations_as(user, Role.DPO)
    mandates = Mandate.objects.in_force().filter(controller=case.controller_id, office__in=offices)
    return mandates.filter(may_see_names=True).exists()


def can_read_reasons(user: User, case: Case) -> bool:
    """Who may read what the controller wrote down and filed: the practice, the auditor, any mandated DPO; not those who
    only count or keep things running. At most three queries.
    """
    if can_prepare(user, case) or has_role(user, Role.AUDITOR):
        return True
    return mandating_controllers(user, Role.DPO).filter(pk=case.controller_id).exists()


def can_advise(user: User, case: Case) -> bool:
    """Whether the user is the DPO of a mandate in force with the controller. One query."""
    return mandating_controllers(user, Role.DPO).filter(pk=case.controller_id).exists()


def can_write_facts(user: User, breach: Breach) -> bool:
    """Whether the user works for the vendor at which it happened. One query."""
    return organisations_as(user, Role.VENDOR).filter(breaches=breach).exists()


def can_read_words(user: User, case: Case) -> bool:
    """A practice's own words are for those who prepare, follow or audit it; the operator sees states. Three queries."""
    if can_prepare(user, case) or has_role(user, Role.AUDITOR):
        return True
    return mandating_controllers(user, Role.DPO, Role.COORDINATOR).filter(pk=case.controller_id).exists()


def can_invite(user: User, breach: Breach) -> bool:
    """The vendor at which it happened, and offices that a controller of the breach mandated. Two queries."""
    return can_write_facts(user, breach) or Case.objects.followed_by(user).filter(breach=breach).exists()


def can_follow(user: User) -> bool:
    """Whether the user works in a DPO's office: reminds, assigns, offers. One query."""
    return has_role(user, Role.DPO, Role.COORDINATOR)
