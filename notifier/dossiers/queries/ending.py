"""Whether the law lets a case be closed: what was decided, beside what was done."""

from notifier.breaches.models import Case
from notifier.breaches.queries.deciding import breach_moment, decisions_of
from notifier.law.decisions.closing import Done, closing_problems
from notifier.law.refusals import Refusal
from notifier.notices.choices import State
from notifier.notices.queries import unowed_patients

# Made letters are bundled last of all that is known here; that they were posted, no table says yet.
_TOLD = (State.SENT, State.IN_RUN)
# Where the reasons of a late filing are written is the filing's affair, and it has no place for them yet.
_UNKNOWN = frozenset({"late_unreasoned"})


def closing_refusals(case: Case) -> tuple[Refusal, ...]:
    """All that keeps the case open by Articles 33 and 34; opens the reasons. Some twelve queries."""
    found = closing_problems(decisions_of(case), done(case), breach_at=breach_moment(case))
    return tuple(refusal for refusal in found if refusal.code not in _UNKNOWN)


def done(case: Case) -> Done:
    """What was done for the case. A notice that was held, or failed, has its reason written with it and is accounted
    for; a patient who should be told and has no notice is not.
    """
    filed = case.filings.order_by("filed_at").values_list("filed_at", flat=True).first()
    told = case.notices.filter(state__in=_TOLD).order_by("changed_at").values_list("changed_at", flat=True).first()
    return Done(case.aware_at, filed_at=filed, told_at=told, pending=unowed_patients(case).count())
