"""What people had stopped, and what that means for the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from notifier.breaches.models import Breach, Case
from notifier.delivery.models import Halt

_NOTHING = Q(pk__in=())
_EVERYTHING = Q(pk__isnull=False)


@dataclass(frozen=True, slots=True)
class Halted:
    """What nothing goes out of for now."""

    everything: bool
    cases: frozenset[UUID]
    breaches: frozenset[UUID]

    def __bool__(self) -> bool:
        return self.everything or bool(self.cases) or bool(self.breaches)

    @property
    def of_cases(self) -> Q:
        """The cases it covers."""
        return self._covers("")

    @property
    def of_notices(self) -> Q:
        """The notices it covers."""
        return self._covers("case__")

    def _covers(self, way: str) -> Q:
        if self.everything:
            return _EVERYTHING
        if not self:
            return _NOTHING
        return Q(**{f"{way}pk__in": self.cases}) | Q(**{f"{way}breach__in": self.breaches})


def halts_in_force(at: datetime) -> Halted:
    """One query over what is few."""
    rows = Halt.objects.in_force(at).values_list("case", "breach")
    scopes = list(rows)
    return Halted(
        everything=any(not case and not breach for case, breach in scopes),
        cases=frozenset(case for case, _ in scopes if case),
        breaches=frozenset(breach for _, breach in scopes if breach),
    )


def halts_over(case: Case, at: datetime) -> list[Halt]:
    """What keeps the case from going out, the widest first; one query."""
    covering = Q(case=case) | Q(breach=case.breach_id) | Q(case=None, breach=None)
    return sorted(Halt.objects.in_force(at).filter(covering), key=_narrow)


def halts_on(breach: Breach, at: datetime) -> list[Halt]:
    """What keeps the breach, or everything, from going out; one query."""
    return sorted(Halt.objects.in_force(at).filter(Q(breach=breach) | Q(case=None, breach=None)), key=_narrow)


def halts_on_everything(at: datetime) -> list[Halt]:
    """One query."""
    return list(Halt.objects.in_force(at).filter(case=None, breach=None).order_by("begun_at"))


def halted_among(cases: Collection[UUID], at: datetime) -> int:
    """How many of these cases are halted, whatever the scope; two queries, one where nothing is."""
    halted = halts_in_force(at)
    return Case.objects.filter(halted.of_cases, pk__in=cases).count() if halted else 0


def _narrow(halt: Halt) -> tuple[bool, bool, datetime]:
    return halt.case_id is not None, halt.breach_id is not None, halt.begun_at
