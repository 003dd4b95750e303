"""The path to a decision: which question comes when, what was answered so far, what is chosen in the end.

Nothing is kept between two pages but what the pages carry themselves: reasons may not lie open in a session.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from notifier.breaches.actions.deciding import Choice
from notifier.breaches.choices import Topic
from notifier.breaches.forms.questions import (
    AdviceQuestion,
    AuthorityQuestion,
    DisproportionateQuestion,
    GroundQuestion,
    NoLongerLikelyQuestion,
    RiskQuestion,
    ScoreQuestion,
    TellingQuestion,
    UnintelligibleQuestion,
)
from notifier.breaches.models import Document
from notifier.breaches.rules.said import Said
from notifier.law.decisions.grounds import (
    Balancing,
    Disproportionate,
    Evidence,
    Ground,
    NoLongerLikely,
    Unintelligible,
)
from notifier.law.decisions.shapes import Telling
from notifier.law.risk import Risk
from notifier.law.severity.patients import Tier

CHECK = "check"
_EVIDENCE: dict[str, type[forms.Form]] = {
    Ground.UNINTELLIGIBLE: UnintelligibleQuestion,
    Ground.NO_LONGER_LIKELY: NoLongerLikelyQuestion,
    Ground.DISPROPORTIONATE: DisproportionateQuestion,
}
_QUESTIONS: dict[str, type[forms.Form]] = {
    "risk": RiskQuestion,
    "score": ScoreQuestion,
    "authority": AuthorityQuestion,
    "telling": TellingQuestion,
    "ground": GroundQuestion,
    "advice": AdviceQuestion,
    **{f"evidence-{ground}": form for ground, form in _EVIDENCE.items()},
}
_TOPICS = ((Topic.RISK, "risk"), (Topic.AUTHORITY, "authority"), (Topic.TELLING, "telling"))


@dataclass(frozen=True, slots=True)
class Known:
    """What decides which questions are asked: the risk the score proposes, what the DPO advised."""

    proposed: Risk | None
    advised: Mapping[Topic, str]


@dataclass(frozen=True, slots=True)
class Path:
    """The answers given so far, as the pages carried them."""

    data: QueryDict
    known: Known

    def answer(self, step: str, name: str = "") -> str:
        return str(self.data.get(f"{step}-{name or step}", ""))

    @property
    def steps(self) -> list[str]:
        """The questions to ask, by what was answered."""
        departs = self.known.proposed is not None and self.answer("risk") not in ("", self.known.proposed)
        found = ["risk", *(["score"] if departs else []), "authority", "telling"]
        if self.answer("telling") == Telling.EXCEPTION:
            found.append("ground")
            if self.answer("ground") in _EVIDENCE:
                found.append(f"evidence-{self.answer('ground')}")
        if self._departing():
            found.append("advice")
        return found

    def after(self, step: str) -> str:
        """The next question, or CHECK."""
        steps = self.steps
        following = steps[steps.index(step) + 1 :] if step in steps else steps
        return following[0] if following else CHECK

    def before(self, step: str) -> str | None:
        steps = self.steps
        if step == CHECK:
            return steps[-1]
        return steps[steps.index(step) - 1] if step in steps[1:] else None

    def form(self, step: str, files: MultiValueDict[str, Any] | None = None) -> forms.Form:
        """The question with its answer, to be judged."""
        return _QUESTIONS[step](self.data, files, prefix=step)

    def question(self, step: str) -> forms.Form:
        """The question to be asked: what was answered before stands in it, and nothing is called wrong yet."""
        kind = _QUESTIONS[step]
        if not any(name.startswith(f"{step}-") for name in self.data):
            return kind(prefix=step)
        initial = {
            name: field.widget.value_from_datadict(self.data, MultiValueDict(), f"{step}-{name}")
            for name, field in kind.base_fields.items()
        }
        return kind(prefix=step, initial=initial)

    def carried(self, step: str) -> list[tuple[str, str]]:
        """The answers to all other questions, which the page of this one carries on."""
        others = tuple(f"{one}-" for one in _QUESTIONS if one != step)
        names = [name for name in self.data if name.startswith(others)]
        return [(name, str(value)) for name in names for value in self.data.getlist(name)]

    def first_wrong(self) -> str | None:
        """A question whose answer cannot be understood; none where the pages were walked through."""
        return next((step for step in self.steps if not self.form(step).is_valid()), None)

    def choices(self, find: Callable[[UUID], Document | None]) -> list[Choice]:
        """What is decided; a question left for later decides nothing. Ask first_wrong before."""
        chosen = [(topic, self.answer(step), step) for topic, step in _TOPICS]
        return [self._choice(topic, value, step, find) for topic, value, step in chosen if value]

    def _choice(self, topic: Topic, value: str, step: str, find: Callable[[UUID], Document | None]) -> Choice:
        departs = self.known.advised.get(topic, value) != value
        evidence, document = (None, None)
        if topic is Topic.TELLING and value == Telling.EXCEPTION:
            evidence, document = self._evidence(find)
        said = Said(
            reason=self._text(step, "reason"),
            score_departure=self._text("score", "reason") if topic is Topic.RISK and "score" in self.steps else "",
            advice_departure=self._text("advice", "reason") if departs else "",
            evidence=evidence,
        )
        return Choice(topic, value, said, document=document)

    def _departing(self) -> bool:
        pairs = ((self.answer(step), self.known.advised.get(topic)) for topic, step in _TOPICS)
        return any(value and advised is not None and value != advised for value, advised in pairs)

    def _text(self, step: str, name: str) -> str:
        return self.answer(step, name).strip().replace("\r\n", "\n")

    def _evidence(self, find: Callable[[UUID], Document | None]) -> tuple[Evidence | None, Document | None]:
        ground = self.answer("ground")
        if ground not in _EVIDENCE:
            return None, None
        form = self.form(f"evidence-{ground}")
        form.is_valid()
        given = form.cleaned_data
        document = find(UUID(given["document"])) if given.get("document") else None
        return _evidence_of(Ground(ground), given, has_document=document is not None), document


def _evidence_of(ground: Ground, given: Mapping[str, Any], *, has_document: bool) -> Evidence:
    match ground:
        case Ground.UNINTELLIGIBLE:
            covers, is_safe = bool(given["covers_all_data"]), bool(given["is_key_safe"])
            return Unintelligible(str(given["measure"]), covers, is_safe, has_document)
        case Ground.NO_LONGER_LIKELY:
            return NoLongerLikely(str(given["measure"]), given["taken_at"], has_document)
        case Ground.DISPROPORTIONATE:
            test = Balancing(
                effort=str(given["effort"]),
                effects_on_people=str(given["effects_on_people"]),
                why_direct_fails=str(given["why_direct_fails"]),
                collected_from_person=bool(given["collected_from_person"]),
                why_though_collected_from_person=str(given["why_though_collected_from_person"]),
            )
            return Disproportionate(frozenset(map(Tier, given["tiers"])), given["people"], test)


def answers_of(values: Mapping[Topic, tuple[str, Said]]) -> QueryDict:
    """The answers that would lead to the decisions that stand, to begin the path with."""
    data = QueryDict(mutable=True)
    for topic, step in _TOPICS:
        if topic in values:
            value, said = values[topic]
            data[f"{step}-{step}"], data[f"{step}-reason"] = value, said.reason
            if said.score_departure:
                data["score-reason"] = said.score_departure
            if said.advice_departure:
                data["advice-reason"] = said.advice_departure
    return data
