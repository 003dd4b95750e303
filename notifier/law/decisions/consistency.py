"""Which decisions stand together. A decision may be missing; one that is there must agree with the others."""

from dataclasses import dataclass
from datetime import datetime

from notifier.law.deadlines.authority import AuthorityRule
from notifier.law.decisions.grounds import Disproportionate, evidence_problems
from notifier.law.decisions.shapes import Advice, Decisions, EnforcementDelay, Order, OrderKind, Telling
from notifier.law.refusals import Refusal, refusal
from notifier.law.risk import Risk
from notifier.law.severity.departure import departure_problems


@dataclass(frozen=True, slots=True)
class Duties:
    """What a risk makes a controller owe. The register always has its entry (GDPR 33(5))."""

    authority: bool
    people: bool
    register: bool = True


def duties(risk: Risk, rule: AuthorityRule) -> Duties:
    """GDPR 33(1) by the rule in force at awareness, 34(1), 33(5)."""
    return Duties(authority=rule.is_owed(risk), people=risk is Risk.HIGH)


_REASON = "GDPR 5(2), 33(5)"
NOT_CONTROLLER = refusal(
    "decision_not_controller",
    "seul le responsable du traitement décide",
    "only the controller decides",
    "GDPR 4(7), 24(1)",
)
_NOT_THE_DPO = refusal(
    "advice_not_dpo",
    "seul le DPO mandaté par le responsable donne cet avis",
    "only the DPO whom the controller mandated gives this advice",
    "GDPR 37(1), 39(1)(a)",
)
_ADVICE_EMPTY = refusal(
    "advice_empty", "un avis dit quelque chose, et pourquoi", "an advice says something, and why", "GDPR 39(1)(a)"
)
_RISK_UNREASONED = refusal(
    "risk_unreasoned", "la décision sur le risque est motivée", "the decision on risk has its reason", _REASON
)
_AUTHORITY_UNREASONED = refusal(
    "authority_unreasoned", "ne pas déclarer se motive", "not telling the authority has its reason", _REASON
)
_TELLING_UNREASONED = refusal(
    "telling_unreasoned", "ne pas avertir directement se motive", "not telling directly has its reason", _REASON
)
_UNNOTIFIED = refusal(
    "risk_unnotified", "ce risque se déclare à l’autorité", "the authority must be told of that risk", "GDPR 33(1)"
)
_UNTOLD = refusal(
    "high_risk_untold",
    "un risque élevé s’annonce aux personnes, sauf exception",
    "people must be told of a high risk, unless excepted",
    "GDPR 34(1)",
)
_EXCEPTION_IDLE = refusal(
    "exception_without_duty",
    "sans risque élevé il n’y a rien dont il faille être excepté",
    "without a high risk there is nothing to be excepted from",
    "GDPR 34(1), 34(3)",
)
_EXCEPTION_BARE = refusal(
    "exception_without_ground",
    "une exception dit laquelle, preuves jointes",
    "an exception shows its ground",
    "GDPR 34(3)",
)
_ADVICE = refusal(
    "advice_departure_unreasoned",
    "s’écarter de l’avis du DPO se motive",
    "departing from the DPO’s advice has its reason",
    "GDPR 38(1), 39(1)(a)",
)
_ORDER_UNDOCUMENTED = refusal(
    "order_undocumented", "la décision de l’autorité est jointe", "the authority’s order is attached", "GDPR 34(4)"
)
_ORDER_UNFOLLOWED = refusal(
    "order_unfollowed", "l’autorité a ordonné d’avertir", "the authority ordered to tell people", "GDPR 34(4), 58(2)(e)"
)
_ORDER_AHEAD = refusal(
    "order_in_future", "une décision reçue n’est pas à venir", "an order received does not lie ahead", "GDPR 34(4)"
)
_ENFORCEMENT = refusal(
    "enforcement_undocumented",
    "un report demandé par les enquêteurs joint la demande, son auteur et une date de revue",
    "a delay asked by investigators has the request, its author and a day of review",
    "GDPR recital 88",
)


def decider_problems(*, acts_for_controller: bool) -> tuple[Refusal, ...]:
    """A DPO advises, an assistant prepares, a vendor gives facts; only the controller decides."""
    return () if acts_for_controller else (NOT_CONTROLLER,)


def adviser_problems(*, is_mandated: bool) -> tuple[Refusal, ...]:
    """The DPO of a mandate in force advises; a decision never comes from them."""
    return () if is_mandated else (_NOT_THE_DPO,)


def advice_problems(advice: Advice, *, why: str) -> tuple[Refusal, ...]:
    """An advice names at least one decision and gives its grounds."""
    return () if advice != Advice() and why.strip() else (_ADVICE_EMPTY,)


def order_problems(order: Order, *, now: datetime) -> tuple[Refusal, ...]:
    """An order has its document and has been received."""
    checks = ((_ORDER_UNDOCUMENTED, not order.has_document), (_ORDER_AHEAD, order.received_at > now))
    return tuple(found for found, is_so in checks if is_so)


def problems(decisions: Decisions, *, rule: AuthorityRule, breach_at: datetime) -> tuple[Refusal, ...]:
    """All that keeps these decisions from standing together; empty when they do."""
    return (
        *_reasons(decisions),
        *_agreement(decisions, rule),
        *_exception(decisions, breach_at),
        *_advice(decisions),
        *_score(decisions),
        *_orders(decisions),
        *enforcement_problems(decisions.enforcement_delay),
    )


def enforcement_problems(delay: EnforcementDelay | None) -> tuple[Refusal, ...]:
    """A delay for an investigation rests on a document, names who asked and says when it is looked at again."""
    is_complete = delay is None or (delay.has_document and delay.asked_by.strip() and delay.review_on is not None)
    return () if is_complete else (_ENFORCEMENT,)


def departs_from_advice(decisions: Decisions) -> bool:
    """Whether any decision taken differs from what the DPO advised on it."""
    advice = decisions.advice or Advice()
    pairs = (
        (decisions.risk, advice.risk),
        (decisions.notifies_authority, advice.notifies_authority),
        (decisions.telling, advice.telling),
    )
    return any(decided is not None and advised is not None and decided != advised for decided, advised in pairs)


def _reasons(decisions: Decisions) -> list[Refusal]:
    checks = (
        (_RISK_UNREASONED, decisions.risk is not None and not decisions.risk_reason.strip()),
        (_AUTHORITY_UNREASONED, decisions.notifies_authority is False and not decisions.authority_reason.strip()),
        (_TELLING_UNREASONED,
         decisions.telling not in (None, Telling.DIRECT) and not decisions.telling_reason.strip()),
    )  # fmt: skip
    return [found for found, is_so in checks if is_so]


def _agreement(decisions: Decisions, rule: AuthorityRule) -> list[Refusal]:
    """Telling more than is owed is never refused: in doubt the authority itself asks to be told."""
    if decisions.risk is None:
        return []
    owed = duties(decisions.risk, rule)
    checks = (
        (_UNNOTIFIED, owed.authority and decisions.notifies_authority is False),
        (_UNTOLD, owed.people and decisions.telling is Telling.NOT_OWED),
        (_EXCEPTION_IDLE, not owed.people and decisions.telling is Telling.EXCEPTION),
    )
    return [found for found, is_so in checks if is_so]


def _exception(decisions: Decisions, breach_at: datetime) -> tuple[Refusal, ...]:
    """The authority's finding that a condition is met stands for the evidence of (a) and (b), not for (c)'s form."""
    if decisions.telling is not Telling.EXCEPTION:
        return ()
    is_found_met = any(order.kind is OrderKind.CONDITION_MET for order in decisions.orders)
    if is_found_met and not isinstance(decisions.evidence, Disproportionate):
        return ()
    if decisions.evidence is None:
        return (_EXCEPTION_BARE,)
    return evidence_problems(decisions.evidence, breach_at=breach_at)


def _advice(decisions: Decisions) -> list[Refusal]:
    is_bare = departs_from_advice(decisions) and not decisions.advice_departure_reason.strip()
    return [_ADVICE] if is_bare else []


def _score(decisions: Decisions) -> tuple[Refusal, ...]:
    if decisions.risk is None or not decisions.assessments:
        return ()
    return departure_problems(decisions.risk, decisions.assessments, decisions.score_departure_reason)


def _orders(decisions: Decisions) -> list[Refusal]:
    """The latest order counts; every one has its document."""
    if not decisions.orders:
        return []
    latest = max(decisions.orders, key=lambda order: order.received_at)
    is_unfollowed = latest.kind is OrderKind.COMMUNICATE and decisions.telling not in (None, Telling.DIRECT)
    checks = (
        (_ORDER_UNDOCUMENTED, not all(order.has_document for order in decisions.orders)),
        (_ORDER_UNFOLLOWED, is_unfollowed),
    )
    return [found for found, is_so in checks if is_so]
