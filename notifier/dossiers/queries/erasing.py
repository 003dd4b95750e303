"""What a case holds that an erasure takes away, and what stands against it."""

from dataclasses import dataclass

from notifier.breaches.models import Case
from notifier.delivery.models import Attempt, MadeLetter
from notifier.delivery.queries import counts_by_state
from notifier.dossiers.policies import closing_problems, request_problems, unsettled_problems
from notifier.mailroom.queries.consigning import letters_on_their_way
from notifier.notices.choices import Channel, State
from notifier.notices.queries import unowed_patients


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts of what lies sealed: people, made letters, the fields of messages and letters, uploads."""

    patients: int
    letters: int
    messages: int
    uploads: int


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What an erasure now would do. `untold` are patients nobody has owed a notice yet, `held` those whose notice
    waits and would be withdrawn. `problems` stand against erasing, `unkept` against closing.
    """

    holdings: Holdings
    untold: int
    held: int
    problems: tuple[str, ...]
    unkept: tuple[str, ...] = ()


def holdings(case: Case) -> Holdings:
    """Four queries."""
    attempts = Attempt.objects.filter(notice__case=case, sealed__isnull=False)
    return Holdings(
        patients=case.patients.count(),
        letters=MadeLetter.objects.filter(attempt__notice__case=case).count(),
        messages=attempts.filter(channel=Channel.EMAIL).count(),
        uploads=case.staged_rosters.count(),
    )


def erasure_plan(case: Case) -> ErasurePlan:
    states, waiting = counts_by_state(case.pk), case.requests.open().count()
    consigned = letters_on_their_way(case)
    unsettled = (*unsettled_problems(states, consigned=consigned), *request_problems(waiting))
    return ErasurePlan(
        holdings=holdings(case),
        untold=unowed_patients(case).count(),
        held=states.get(State.HELD, 0) + states.get(State.TO_TELL, 0),
        problems=() if case.is_erased else unsettled,
        unkept=() if case.is_erased else closing_problems(states, waiting, consigned=consigned),
    )
