"""The decisions of one controller on one breach, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from notifier.law.decisions.grounds import Evidence
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Assessment


class Telling(StrEnum):
    """How people are told: the row 97 of the authority's template says the same with more words."""

    DIRECT = "direct"
    EXCEPTION = "exception"
    NOT_OWED = "not_owed"


class OrderKind(StrEnum):
    """What an authority can decide under GDPR Article 34(4)."""

    COMMUNICATE = "communicate"
    CONDITION_MET = "condition_met"


@dataclass(frozen=True, slots=True)
class Order:
    """A decision received from the authority (GDPR Articles 34(4), 58(2)(e))."""

    kind: OrderKind
    received_at: datetime
    has_document: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What the DPO advised (GDPR Article 39(1)(a)); None where the advice is silent."""

    risk: Risk | None = None
    notifies_authority: bool | None = None
    telling: Telling | None = None


@dataclass(frozen=True, slots=True)
class EnforcementDelay:
    """Police or a court asked that people be told later (GDPR recital 88). It delays nothing towards the authority."""

    asked_by: str
    asked_at: datetime
    review_on: date | None
    has_document: bool


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that was decided, with reasons; None where nothing was decided yet."""

    risk: Risk | None = None
    risk_reason: str = ""
    notifies_authority: bool | None = None
    authority_reason: str = ""
    telling: Telling | None = None
    telling_reason: str = ""
    evidence: Evidence | None = None
    advice: Advice | None = None
    advice_departure_reason: str = ""
    assessments: tuple[Assessment, ...] = ()
    score_departure_reason: str = ""
    orders: tuple[Order, ...] = ()
    enforcement_delay: EnforcementDelay | None = None
