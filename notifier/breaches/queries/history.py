"""What is decided and how it came to be, for the page of decisions. Reasons only for those who may read them."""

from dataclasses import dataclass
from datetime import datetime

from notifier.breaches.choices import Topic
from notifier.breaches.models import Advice, Case, Decision, Order
from notifier.breaches.queries.deciding import (
    advice_text,
    advice_value,
    advised_values,
    assemble,
    breach_moment,
    opened,
    said_with,
)
from notifier.breaches.rules.said import Said
from notifier.law.deadlines.authority import authority_deadline
from notifier.law.decisions.consistency import problems
from notifier.law.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a decision beside the one before it. `said` None: whoever looks may not read it."""

    row: Decision
    earlier: Decision | None
    said: Said | None
    is_other_reason: bool

    @property
    def at(self) -> datetime:
        return self.row.decided_at

    @property
    def is_changed(self) -> bool:
        """Whether it decides otherwise than the version before."""
        return self.earlier is not None and self.earlier.value != self.row.value


@dataclass(frozen=True, slots=True)
class Advised:
    """The DPO's advice, and its grounds where they may be read."""

    row: Advice
    why: str | None

    @property
    def at(self) -> datetime:
        return self.row.given_at

    @property
    def values(self) -> list[tuple[str, str]]:
        """Topic and value for all it speaks of."""
        return [(topic, value) for topic, value in advised_values(advice_value(self.row)).items()]


@dataclass(frozen=True, slots=True)
class DecisionsView:
    """`problems` is what does not stand together any more, as after a new advice or order."""

    current: dict[Topic, Version]
    versions: list[Version]
    advice: list[Advised]
    orders: list[Order]
    problems: tuple[Refusal, ...]

    @property
    def latest_advice(self) -> Advised | None:
        return self.advice[-1] if self.advice else None

    @property
    def undecided(self) -> list[Topic]:
        return [topic for topic in (Topic.RISK, Topic.AUTHORITY, Topic.TELLING) if topic not in self.current]

    @property
    def has_any(self) -> bool:
        return bool(self.versions or self.advice or self.orders)

    @property
    def history(self) -> list[Version | Advised]:
        """The newest first."""
        return sorted([*self.versions, *self.advice], key=lambda one: one.at, reverse=True)


def decisions_view(case: Case, *, with_reasons: bool) -> DecisionsView:
    """A fixed number of queries; opens every reason of the case where they are asked for."""
    rows = list(case.decisions.select_related("decided_by", "document", "advice").order_by("decided_at", "number"))
    versions = _versions(rows, with_reasons=with_reasons)
    latest = {Topic(row.topic): row for row in rows}
    advice = list(case.advice.select_related("given_by").order_by("number"))
    return DecisionsView(
        current={topic: version for version in versions for topic in [Topic(version.row.topic)]},
        versions=versions,
        advice=[Advised(row, advice_text(row) if with_reasons else None) for row in advice],
        orders=list(case.orders.select_related("document", "recorded_by").order_by("received_at")),
        problems=_problems(case, latest) if rows and not case.is_erased else (),
    )


def _problems(case: Case, latest: dict[Topic, Decision]) -> tuple[Refusal, ...]:
    rule = authority_deadline(case.aware_at).rule
    return problems(assemble(case, opened(latest)), rule=rule, breach_at=breach_moment(case))


def _versions(rows: list[Decision], *, with_reasons: bool) -> list[Version]:
    found: list[Version] = []
    before: dict[str, Version] = {}
    for row in rows:
        earlier = before.get(row.topic)
        said = said_with(row) if with_reasons else None
        is_other = earlier is not None and earlier.said is not None and earlier.said != said
        version = Version(row, earlier.row if earlier else None, said, is_other)
        before[row.topic] = version
        found.append(version)
    return found
