"""What was decided on a case: as values for the rules, cheaply as codes, and as a history for pages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from notifier.breaches.choices import Answer, Topic
from notifier.breaches.models import Advice, Case, Decision
from notifier.breaches.queries.severity import severity_of
from notifier.breaches.rules.said import Said, read_said, with_notice
from notifier.law.deadlines.periods import PARIS
from notifier.law.decisions import shapes
from notifier.law.decisions.grounds import Evidence, Ground
from notifier.law.decisions.shapes import Decisions, EnforcementDelay, OrderKind, Telling
from notifier.law.risk import Risk
from notifier.law.severity.patients import Tier
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import open_reason

ADVISED = (Topic.RISK, Topic.AUTHORITY, Topic.TELLING)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force as a row, and what was said with it; empty where the seal's key is gone."""

    row: Decision
    said: Said


def breach_moment(case: Case) -> datetime:
    """The first moment of the day the breach began, in Paris: nothing that follows it lies before."""
    return datetime.combine(case.breach.began_on, time.min, PARIS)


def in_force(case: Case) -> dict[Topic, Decision]:
    """The newest version of each topic, unopened; one query."""
    rows = case.decisions.select_related("decided_by", "document", "advice").order_by("number")
    return {Topic(row.topic): row for row in rows}


def opened(rows: Mapping[Topic, Decision]) -> dict[Topic, Decided]:
    """The same with what was said."""
    return {topic: Decided(row, said_with(row)) for topic, row in rows.items()}


def said_with(row: Decision) -> Said:
    """What the controller wrote with one version; empty from the first step of an erasure on."""
    if row.sealed is None or row.case.is_erased:
        return Said()
    text = open_reason(sealer_for(row.case_id), "decisions", row.pk, bytes(row.sealed))
    return read_said(text, has_document=row.document_id is not None)


def advice_text(advice: Advice) -> str:
    """The DPO's grounds; empty from the first step of an erasure on."""
    if advice.sealed is None or advice.case.is_erased:
        return ""
    return open_reason(sealer_for(advice.case_id), "advice", advice.pk, bytes(advice.sealed))


def latest_advice(case: Case) -> Advice | None:
    return case.advice.select_related("given_by").order_by("-number").first()


def decisions_of(case: Case) -> Decisions:
    """All that was decided, for the rules of the law; opens the reasons. Some eight queries."""
    return assemble(case, opened(in_force(case)))


def assemble(case: Case, decided: Mapping[Topic, Decided]) -> Decisions:
    """These decisions with the advice, the orders and the scores the case has now."""
    risk, authority, telling = (decided.get(topic) for topic in ADVISED)
    advised = latest_advice(case)
    advice = advice_value(advised) if advised else None
    return Decisions(
        risk=Risk(risk.row.value) if risk else None,
        risk_reason=risk.said.reason if risk else "",
        notifies_authority=authority.row.value == Answer.YES if authority else None,
        authority_reason=authority.said.reason if authority else "",
        telling=Telling(telling.row.value) if telling else None,
        telling_reason=telling.said.reason if telling else "",
        evidence=_evidence(decided),
        advice=advice,
        advice_departure_reason=_departure(decided, advice),
        assessments=severity_of(case).assessments,
        score_departure_reason=risk.said.score_departure if risk else "",
        orders=tuple(
            shapes.Order(OrderKind(order.kind), order.received_at, has_document=True) for order in case.orders.all()
        ),
        enforcement_delay=_delay(decided.get(Topic.ENFORCEMENT)),
    )


def advice_value(advice: Advice) -> shapes.Advice:
    return shapes.Advice(
        risk=Risk(advice.risk) if advice.risk else None,
        notifies_authority=advice.notifies_authority,
        telling=Telling(advice.telling) if advice.telling else None,
    )


def advised_values(advice: shapes.Advice | None) -> dict[Topic, str]:
    """What the advice says by topic, in the words of decisions; a topic it is silent on is left out."""
    if advice is None:
        return {}
    found: dict[Topic, str] = {}
    if advice.risk is not None:
        found[Topic.RISK] = advice.risk.value
    if advice.notifies_authority is not None:
        found[Topic.AUTHORITY] = (Answer.YES if advice.notifies_authority else Answer.NO).value
    if advice.telling is not None:
        found[Topic.TELLING] = advice.telling.value
    return found


def risk_of(case: Case) -> Risk | None:
    """The risk decided last; one query, nothing opened."""
    row = _newest(case, Topic.RISK)
    return Risk(row.value) if row else None


def telling_of(case: Case) -> Telling | None:
    """How people are told, as decided last; one query, nothing opened."""
    row = _newest(case, Topic.TELLING)
    return Telling(row.value) if row else None


def is_direct_owed(case: Case) -> bool:
    """Whether anybody of the case is to be told directly. While nothing is decided they are: notices are prepared. One
    query, nothing opened.
    """
    row = _newest(case, Topic.TELLING)
    return row is None or bool(frozenset(Tier) - _excepted(row))


def undecided(case: Case) -> int:
    """How many of what every breach asks for is not decided; one query, nothing opened."""
    return len(ADVISED) - case.decisions.filter(topic__in=ADVISED).values("topic").distinct().count()


def standing(cases: Collection[UUID]) -> dict[UUID, tuple[Risk | None, bool | None]]:
    """Of each case the risk decided last, and whether anybody is to be told directly; None while undecided. One query,
    whatever the number of cases, nothing opened.
    """
    risks: dict[UUID, Risk] = {}
    direct: dict[UUID, bool] = {}
    rows = Decision.objects.filter(case__in=cases, topic__in=[Topic.RISK, Topic.TELLING]).defer("sealed")
    for row in rows.order_by("number"):
        if row.topic == Topic.RISK:
            risks[row.case_id] = Risk(row.value)
        else:
            direct[row.case_id] = bool(frozenset(Tier) - _excepted(row))
    return {pk: (risks.get(pk), direct.get(pk)) for pk in {*risks, *direct}}


def excepted_tiers(case: Case) -> frozenset[Tier]:
    """The tiers that are not told directly, by what was decided last; one query, nothing opened."""
    row = _newest(case, Topic.TELLING)
    return _excepted(row) if row else frozenset()


def is_delayed(case: Case, today: date) -> bool:
    """Whether investigators asked to wait and the day of review has not come; one query, nothing opened."""
    row = _newest(case, Topic.ENFORCEMENT)
    return row is not None and row.value == Answer.YES and row.review_on is not None and today < row.review_on


def _excepted(row: Decision) -> frozenset[Tier]:
    match Telling(row.value):
        case Telling.DIRECT:
            return frozenset()
        case Telling.NOT_OWED:
            return frozenset(Tier)
        case Telling.EXCEPTION:
            is_partial = row.ground == Ground.DISPROPORTIONATE
            return frozenset(map(Tier, row.tiers)) if is_partial else frozenset(Tier)


def _newest(case: Case, topic: Topic) -> Decision | None:
    return case.decisions.filter(topic=topic).defer("sealed").order_by("-number").first()


def _evidence(decided: Mapping[Topic, Decided]) -> Evidence | None:
    telling, notice = decided.get(Topic.TELLING), decided.get(Topic.PUBLIC_NOTICE)
    return with_notice(telling.said.evidence, notice.said.notice if notice else None) if telling else None


def _departure(decided: Mapping[Topic, Decided], advice: shapes.Advice | None) -> str:
    """The reasons of every decision that departs from the advice; empty where one of them has none."""
    departing = [
        decided[topic].said.advice_departure.strip()
        for topic, advised in advised_values(advice).items()
        if topic in decided and decided[topic].row.value != advised
    ]
    return "\n".join(dict.fromkeys(departing)) if all(departing) else ""


def _delay(decided: Decided | None) -> EnforcementDelay | None:
    if decided is None or decided.row.value != Answer.YES or decided.said.asked_at is None:
        return None
    said, row = decided.said, decided.row
    return EnforcementDelay(
        said.asked_by, decided.said.asked_at, row.review_on, has_document=row.document_id is not None
    )
