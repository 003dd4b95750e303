"""When a case may be closed: every duty done or decided away, with its reasons (GDPR Articles 33 and 34)."""

from dataclasses import dataclass
from datetime import datetime

from notifier.law.deadlines.authority import authority_deadline
from notifier.law.decisions.consistency import duties, problems
from notifier.law.decisions.grounds import closing_evidence_problems
from notifier.law.decisions.shapes import Decisions, Telling
from notifier.law.refusals import Refusal, refusal


@dataclass(frozen=True, slots=True)
class Done:
    """What was done by the time of closing. `pending`: patients whose notice is neither delivered nor accounted for."""

    aware_at: datetime
    filed_at: datetime | None = None
    late_reasons: str = ""
    is_filing_complete: bool = True
    told_at: datetime | None = None
    pending: int = 0


_RISK = refusal("risk_undecided", "le risque est apprécié", "the risk is decided", "GDPR 33(1), 33(5)")
_AUTHORITY = refusal("authority_undecided", "déclarer ou non est décidé", "notifying is decided", "GDPR 33(1)")
_TELLING = refusal("telling_undecided", "avertir ou non est décidé", "telling people is decided", "GDPR 34(1)")
_UNFILED = refusal("not_filed", "la déclaration décidée est faite", "the filing decided upon is made", "GDPR 33(1)")
_INCOMPLETE = refusal(
    "filing_incomplete", "la déclaration est complétée", "the filing has been completed", "GDPR 33(4)"
)
_LATE = refusal(
    "late_unreasoned", "une déclaration tardive indique ses motifs", "a late filing gives its reasons", "GDPR 33(1)"
)
_UNTOLD = refusal("people_untold", "les personnes ont été averties", "people have been told", "GDPR 34(1)")
_PENDING = refusal(
    "people_pending",
    "chaque patient est averti ou son cas expliqué",
    "every patient is told or accounted for",
    "GDPR 34(1)",
)


def late_filing_problems(aware_at: datetime, filed_at: datetime, reasons: str) -> tuple[Refusal, ...]:
    """GDPR 33(1), second sentence: after the limit, the filing comes with its reasons, in writing."""
    is_late = authority_deadline(aware_at).is_late(filed_at)
    return (_LATE,) if is_late and not reasons.strip() else ()


def closing_problems(decisions: Decisions, done: Done, *, breach_at: datetime) -> tuple[Refusal, ...]:
    """All that keeps the case open; empty when it may be closed."""
    rule = authority_deadline(done.aware_at).rule
    found = (
        *problems(decisions, rule=rule, breach_at=breach_at),
        *_undecided(decisions),
        *_authority(decisions, done),
        *_people(decisions, done, breach_at),
    )
    return tuple(dict.fromkeys(found))


def _undecided(decisions: Decisions) -> list[Refusal]:
    checks = (
        (_RISK, decisions.risk is None),
        (_AUTHORITY, decisions.notifies_authority is None),
        (_TELLING, decisions.telling is None),
    )
    return [found for found, is_so in checks if is_so]


def _authority(decisions: Decisions, done: Done) -> tuple[Refusal, ...]:
    if done.filed_at is None:
        rule = authority_deadline(done.aware_at).rule
        is_owed = decisions.risk is not None and duties(decisions.risk, rule).authority
        return (_UNFILED,) if is_owed or decisions.notifies_authority else ()
    late = late_filing_problems(done.aware_at, done.filed_at, done.late_reasons)
    return late if done.is_filing_complete else (*late, _INCOMPLETE)


def _people(decisions: Decisions, done: Done, breach_at: datetime) -> tuple[Refusal, ...]:
    """An exception for some leaves the others to be told directly, so whoever is pending keeps any case open."""
    is_direct = decisions.telling is Telling.DIRECT
    checks = ((_UNTOLD, is_direct and done.told_at is None), (_PENDING, done.pending > 0))
    found = tuple(refused for refused, is_so in checks if is_so)
    if decisions.telling is Telling.EXCEPTION and decisions.evidence is not None:
        return (*found, *closing_evidence_problems(decisions.evidence, breach_at=breach_at))
    return found
