"""Whether the law lets a case be closed: what was decided, beside what was done."""

from notifier.breaches.choices import FilingKind
from notifier.breaches.models import Case, Filing
from notifier.breaches.queries.deciding import breach_moment, decisions_of
from notifier.law.decisions.closing import Done, closing_problems
from notifier.law.refusals import Refusal
from notifier.notices.queries import unowed_patients
from notifier.notices.rules.states import INFORMED


def closing_refusals(case: Case) -> tuple[Refusal, ...]:
    """All that keeps the case open by Articles 33 and 34; opens the reasons. Some thirteen queries."""
    return closing_problems(decisions_of(case), done(case), breach_at=breach_moment(case))


def done(case: Case) -> Done:
    """What was done for the case. A notice that was held, or failed, has its reason written with it and is accounted
    for; a patient who should be told and has no notice is not.
    """
    filings = list(case.filings.order_by("filed_at", "pk"))
    told = (
        case.notices.first_ones()
        .filter(state__in=INFORMED)
        .order_by("changed_at")
        .values_list("changed_at", flat=True)
        .first()
    )
    return Done(
        case.aware_at,
        filed_at=filings[0].filed_at if filings else None,
        late_reasons=_late_reasons(case, filings),
        is_filing_complete=any(filing.is_complete or filing.kind == FilingKind.WITHDRAWAL for filing in filings),
        told_at=told,
        pending=unowed_patients(case).count(),
    )


def _late_reasons(case: Case, filings: list[Filing]) -> str:
    """The law asks that they be written, not what they say: their place stands for the sealed words."""
    if filings and filings[0].reason is not None:
        return f"filing:{filings[0].uid}"
    given = case.late_reasons.order_by("given_at").values_list("pk", flat=True).last()
    return f"late_reasons:{given}" if given else ""
