"""Looking at one case after the other: read at one moment, then written down."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions.accounting import note_completeness
from notifier.delivery.queries.completeness import Account, account, compare_each, one_moment, to_check
from notifier.notices.rules.accounting import Difference

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """A case's sums and all that does not add up."""

    account: Account
    differences: tuple[Difference, ...]


def check_completeness(
    case: UUID | None, *, thorough: bool, clock: Callable[[], datetime], by: Actor
) -> Iterator[Checked]:
    """Of the open cases, all of them where `thorough`, or of one: the sums, and where `thorough` every single notice.
    What is new is written to the log, for whoever keeps the machine running.
    """
    for one in to_check(case, everything=thorough):
        checked = _look(one, thorough=thorough)
        is_new = note_completeness(case=one, differences=checked.differences, thorough=thorough, by=by, at=clock())
        if is_new and checked.differences:
            told = ", ".join(f"{d.kind} {d.place} {d.expected}/{d.found}" for d in checked.differences)
            _log.error("case %s does not add up (expected/found): %s", one.pk, told)
        yield checked


def _look(case: Case, *, thorough: bool) -> Checked:
    with one_moment():
        # Once more, for a case that is being erased has no patients to count.
        case = Case.objects.get(pk=case.pk)
        sums = account(case)
        each = compare_each(case) if thorough else ()
    return Checked(sums, (*sums.differences, *each))
