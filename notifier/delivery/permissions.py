"""Who may have nothing more go out, who may take a list of the unreached away, and who looks the sender up."""

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_decide, can_prepare, can_read_reasons
from notifier.delivery.models import Halt


def can_halt_widely(user: User) -> bool:
    """Whether the user may halt a breach, or everything: whoever keeps the machine running, for all practices are
    concerned. One query.
    """
    return has_role(user, Role.OPERATOR)


def can_halt(user: User, case: Case) -> bool:
    """Whether the user may halt the case: only the controller decides. One query."""
    return can_decide(user, case)


def can_pace(user: User, case: Case) -> bool:
    """Whether the user may set how fast the case goes out: only the controller decides. One query."""
    return can_decide(user, case)


def can_lift(user: User, halt: Halt) -> bool:
    """Whoever may begin a halt may end it. One query."""
    return can_halt(user, halt.case) if halt.case is not None else can_halt_widely(user)


def can_export_names(user: User, case: Case) -> bool:
    """Only the practice takes its patients' names away in a file. One query."""
    return can_prepare(user, case)


def can_export_counts(user: User, case: Case) -> bool:
    """A file without names is for whoever may read what the controller wrote down. Three queries."""
    return can_read_reasons(user, case)


def can_read_sender(user: User) -> bool:
    """It is public, and concerns everyone whose notices leave in its name. One query."""
    return has_role(user, Role.CONTROLLER, Role.ASSISTANT, Role.DPO, Role.AUDITOR, Role.OPERATOR)


def can_check_sender(user: User) -> bool:
    """Whoever keeps the machine running, and whoever waits for the answer to approve. One query."""
    return has_role(user, Role.CONTROLLER, Role.OPERATOR)
