"""The score, its band, its flags, and every step that led there."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from notifier.law.refusals import Refusal, refusal
from notifier.law.severity.circumstances import WEIGHTS, Circumstance, aggravation, counted
from notifier.law.severity.context import ADJUSTMENTS, BASES, DataItem, fits, is_explained
from notifier.law.severity.ease import LEVELS, Identification, ease
from notifier.law.words import Words

METHOD = "ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches, v1.0, 2013"
MANY = 100


class Band(StrEnum):
    """ENISA 2013, section 3.2."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Flag(StrEnum):
    """What is told beside the score and does not change it."""

    MORE_THAN_100 = "more_than_100"
    UNINTELLIGIBLE = "unintelligible"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the reckoning: what, how much, why by the method, and what a person added."""

    code: str
    value: Decimal
    reason: Words
    explanation: Words | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """What is put into the method. `people` None: not known yet."""

    items: tuple[DataItem, ...]
    identifications: tuple[Identification, ...]
    circumstances: frozenset[Circumstance]
    people: int | None = None
    is_unintelligible: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The outcome, with all that is needed to reckon it again."""

    context: int
    ease: Decimal
    aggravation: Decimal
    flags: tuple[Flag, ...]
    trace: tuple[Step, ...]
    method: str = METHOD

    @property
    def score(self) -> Decimal:
        """Exact, in quarters: 0.25 to 6.00."""
        return self.context * self.ease + self.aggravation

    @property
    def band(self) -> Band:
        return band(self.score)


def band(score: Decimal) -> Band:
    """Under two low, under three medium, under four high, else very high."""
    if score < 2:
        return Band.LOW
    if score < 3:
        return Band.MEDIUM
    return Band.HIGH if score < 4 else Band.VERY_HIGH


_NO_DATA = refusal("severity_no_data", "au moins un type de données", "at least one kind of data", "ENISA 2013, 3.2")
_NO_IDENTIFIER = refusal(
    "severity_no_identifier", "au moins un identifiant", "at least one identifier", "ENISA 2013, 3.2"
)
_NO_LEVEL = refusal(
    "severity_level_absent",
    "ce niveau n’existe pas pour cet identifiant",
    "that level does not exist for that identifier",
    "ENISA 2013, Annex 2",
)
_FOREIGN = refusal(
    "severity_adjustment_foreign",
    "cet ajustement appartient à une autre catégorie",
    "that adjustment belongs to another category",
    "ENISA 2013, Annex 1",
)
UNEXPLAINED = refusal(
    "severity_unexplained",
    "une valeur ajustée s’explique par écrit",
    "an adjusted value has its written explanation",
    "ENISA 2013, Annex 1",
)


def problems(breach: Breach) -> tuple[Refusal, ...]:
    """All that stands in the way of a score, each once."""
    checks = (
        (_NO_DATA, not breach.items),
        (_NO_IDENTIFIER, not breach.identifications),
        (_NO_LEVEL, not all(one.exists for one in breach.identifications)),
        (_FOREIGN, not all(fits(item) for item in breach.items)),
        (UNEXPLAINED, not all(is_explained(item) for item in breach.items)),
    )
    return tuple(found for found, is_so in checks if is_so)


def assess(breach: Breach) -> Assessment:
    """The score and its trace; ValueError naming the codes of `problems` if there are any."""
    if refused := problems(breach):
        raise ValueError(", ".join(one.code for one in refused))
    item = max(breach.items, key=lambda one: one.score)
    easiest = ease(breach.identifications)
    return Assessment(
        context=item.score,
        ease=easiest.level,
        aggravation=aggravation(breach.circumstances),
        flags=_flags(breach),
        trace=(*_context_steps(breach.items, item), *_ease_steps(breach, easiest), *_breach_steps(breach)),
    )


def _flags(breach: Breach) -> tuple[Flag, ...]:
    found = []
    if breach.people is not None and breach.people > MANY:
        found.append(Flag.MORE_THAN_100)
    if breach.is_unintelligible:
        found.append(Flag.UNINTELLIGIBLE)
    return tuple(found)


_BASE = Words("valeur de base de la catégorie", "base value of the category")
_HIGHEST = Words("la plus haute des catégories compte", "the highest of the categories counts")
_EASIEST = Words("l’identifiant le plus parlant compte", "the most telling identifier counts")


def _context_steps(items: tuple[DataItem, ...], taken: DataItem) -> list[Step]:
    steps = []
    for item in items:
        steps.append(Step(f"context.{item.name}.{item.category}", Decimal(BASES[item.category]), _BASE))
        if item.adjustment is not None:
            row = ADJUSTMENTS[item.adjustment]
            code = f"context.{item.name}.{item.adjustment}"
            steps.append(Step(code, Decimal(row.delta), row.words, item.explanation))
    return [*steps, Step("context", Decimal(taken.score), _HIGHEST)]


def _ease_steps(breach: Breach, taken: Identification) -> list[Step]:
    steps = [
        Step(f"ease.{one.identifier}", one.level, LEVELS[one.identifier][one.level]) for one in breach.identifications
    ]
    return [*steps, Step("ease", taken.level, _EASIEST)]


def _breach_steps(breach: Breach) -> list[Step]:
    return [Step(f"breach.{one}", WEIGHTS[one].value, WEIGHTS[one].words) for one in counted(breach.circumstances)]
