"""All clocks of one case, from the moments known about it."""

from dataclasses import dataclass
from datetime import datetime

from notifier.law.deadlines import duties
from notifier.law.deadlines.authority import authority_rule
from notifier.law.deadlines.clock import Clock
from notifier.law.risk import Risk


@dataclass(frozen=True, slots=True)
class Request:
    """A patient's question under Articles 15 to 22; `name` is an id, never a person's name."""

    name: str
    received_at: datetime
    replied_at: datetime | None = None
    extended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """Patients' data given to a provider (printer, mailer), who keeps them for a number of days; None: none agreed."""

    name: str
    handed_at: datetime
    days: int | None
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The moments of a case. `is_direct_owed` is the controller's decision on Article 34, None until it is taken."""

    aware_at: datetime
    risk: Risk | None = None
    is_direct_owed: bool | None = None
    vendor_knew_at: datetime | None = None
    vendor_told_at: datetime | None = None
    contract_hours: int | None = None
    filed_at: datetime | None = None
    is_filing_complete: bool = True
    completed_at: datetime | None = None
    told_at: datetime | None = None
    draft_begun_at: datetime | None = None
    draft_approved_at: datetime | None = None
    closed_at: datetime | None = None
    requests: tuple[Request, ...] = ()
    handovers: tuple[Handover, ...] = ()


def clocks(facts: CaseFacts) -> tuple[Clock, ...]:
    """Every clock that runs or ran. An undecided duty runs: waiting for a decision is no excuse for its delay."""
    found: list[Clock] = []
    if facts.vendor_knew_at is not None:
        found.append(duties.processor_notice(
            facts.vendor_knew_at, told_at=facts.vendor_told_at, contract_hours=facts.contract_hours
        ))  # fmt: skip
    return (*found, *_authority(facts), *_people(facts), *_others(facts))


def is_authority_owed(facts: CaseFacts) -> bool:
    """GDPR 33(1): unless the risk was decided to lie under the threshold of the rule in force at awareness."""
    return facts.risk is None or authority_rule(facts.aware_at).is_owed(facts.risk)


def is_direct_owed(facts: CaseFacts) -> bool:
    """GDPR 34(1): on a high risk, unless the controller decided on an exception; until decided, as if owed."""
    if facts.is_direct_owed is not None:
        return facts.is_direct_owed
    return facts.risk in (None, Risk.HIGH)


def _authority(facts: CaseFacts) -> list[Clock]:
    found = []
    if facts.filed_at is not None or is_authority_owed(facts):
        found.append(duties.authority(facts.aware_at, filed_at=facts.filed_at))
    if facts.filed_at is not None and not facts.is_filing_complete:
        found.append(duties.complement(facts.filed_at, completed_at=facts.completed_at))
    return found


def _people(facts: CaseFacts) -> list[Clock]:
    found = []
    if facts.told_at is not None or is_direct_owed(facts):
        found.append(duties.people(facts.aware_at, told_at=facts.told_at))
    if facts.draft_begun_at is not None:
        found.append(duties.draft(facts.draft_begun_at, approved_at=facts.draft_approved_at))
    return found


def _others(facts: CaseFacts) -> list[Clock]:
    found = [
        duties.reply(one.name, one.received_at, replied_at=one.replied_at, extended_at=one.extended_at)
        for one in facts.requests
    ]
    found += [
        duties.provider_erasure(one.name, one.handed_at, days=one.days, erased_at=one.erased_at)
        for one in facts.handovers
    ]
    if facts.closed_at is not None:
        found.append(duties.register(facts.closed_at, erased_at=None))
    return found
