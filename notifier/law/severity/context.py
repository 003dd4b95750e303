"""Data processing context (ENISA 2013, Annex 1, table 1): one of four categories, moved by whole steps with a reason.

Two slips of the document are read by its score column: the second row of simple data lacks the word "increased", and
the first row of sensitive data says "decreased by 1" where the score it gives, 1, is three below the base of 4.
"""

from dataclasses import dataclass
from enum import StrEnum

from notifier.law.words import Words


class Category(StrEnum):
    """The four kinds of data. Credentials take the kind of what they open."""

    SIMPLE = "simple"
    BEHAVIOURAL = "behavioural"
    FINANCIAL = "financial"
    SENSITIVE = "sensitive"


BASES: dict[Category, int] = {
    Category.SIMPLE: 1,
    Category.BEHAVIOURAL: 2,
    Category.FINANCIAL: 3,
    Category.SENSITIVE: 4,
}


class Adjustment(StrEnum):
    """The rows of the table that move a score away from its base."""

    SIMPLE_PROFILING = "simple_profiling"
    SIMPLE_ASSUMPTIONS = "simple_assumptions"
    SIMPLE_CRITICAL = "simple_critical"
    BEHAVIOURAL_NO_INSIGHT = "behavioural_no_insight"
    BEHAVIOURAL_DETAILED = "behavioural_detailed"
    BEHAVIOURAL_SENSITIVE = "behavioural_sensitive"
    FINANCIAL_NO_INSIGHT = "financial_no_insight"
    FINANCIAL_SOME = "financial_some"
    FINANCIAL_FULL = "financial_full"
    SENSITIVE_NO_INSIGHT = "sensitive_no_insight"
    SENSITIVE_GENERAL = "sensitive_general"
    SENSITIVE_ASSUMPTIONS = "sensitive_assumptions"


@dataclass(frozen=True, slots=True)
class Row:
    """What an adjustment applies to, by how much, and the score the document prints for it."""

    category: Category
    delta: int
    score: int
    words: Words


ADJUSTMENTS: dict[Adjustment, Row] = {
    Adjustment.SIMPLE_PROFILING: Row(Category.SIMPLE, 1, 2, Words(
        "le volume ou l’organisme permet un certain profil, social ou financier",
        "volume or controller allow some profiling, social or financial")),
    Adjustment.SIMPLE_ASSUMPTIONS: Row(Category.SIMPLE, 2, 3, Words(
        "les données ou l’organisme laissent supposer l’état de santé, la vie sexuelle ou les convictions",
        "data or controller let one assume health, sex life or beliefs")),
    Adjustment.SIMPLE_CRITICAL: Row(Category.SIMPLE, 3, 4, Words(
        "les personnes sont telles (vulnérables, mineures) que leur sûreté ou leur santé est en jeu",
        "the people are such (vulnerable, minors) that their safety or health is at stake")),
    Adjustment.BEHAVIOURAL_NO_INSIGHT: Row(Category.BEHAVIOURAL, -1, 1, Words(
        "peu d’enseignement, ou aisément trouvé dans le public", "little insight, or easily found in public")),
    Adjustment.BEHAVIOURAL_DETAILED: Row(Category.BEHAVIOURAL, 1, 3, Words(
        "profil détaillé de la vie quotidienne", "a detailed profile of everyday life")),
    Adjustment.BEHAVIOURAL_SENSITIVE: Row(Category.BEHAVIOURAL, 2, 4, Words(
        "profil tiré de données sensibles", "a profile from sensitive data")),
    Adjustment.FINANCIAL_NO_INSIGHT: Row(Category.FINANCIAL, -2, 1, Words(
        "aucun enseignement sur la situation financière", "no insight into finances")),
    Adjustment.FINANCIAL_SOME: Row(Category.FINANCIAL, -1, 2, Words(
        "quelque enseignement, sans importance réelle", "some insight, not a significant one")),
    Adjustment.FINANCIAL_FULL: Row(Category.FINANCIAL, 1, 4, Words(
        "données complètes permettant la fraude, ou profil détaillé", "full data enabling fraud, or a full profile")),
    Adjustment.SENSITIVE_NO_INSIGHT: Row(Category.SENSITIVE, -3, 1, Words(
        "aucun enseignement réel sur la personne", "no real insight into the person")),
    Adjustment.SENSITIVE_GENERAL: Row(Category.SENSITIVE, -2, 2, Words(
        "suppositions générales", "general assumptions")),
    Adjustment.SENSITIVE_ASSUMPTIONS: Row(Category.SENSITIVE, -1, 3, Words(
        "suppositions sur des informations sensibles", "assumptions about sensitive information")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataItem:
    """One kind of data that leaked. `name` is a stable word; an adjustment needs its explanation, in words."""

    name: str
    category: Category
    adjustment: Adjustment | None = None
    explanation: Words | None = None

    @property
    def score(self) -> int:
        """One to four."""
        return BASES[self.category] if self.adjustment is None else ADJUSTMENTS[self.adjustment].score


def adjustments_of(category: Category) -> tuple[Adjustment, ...]:
    """Those that may be applied to a category, in the order of their scores."""
    found = [one for one, row in ADJUSTMENTS.items() if row.category is category]
    return tuple(sorted(found, key=lambda one: ADJUSTMENTS[one].score))


def fits(item: DataItem) -> bool:
    """Whether the adjustment belongs to the item's category."""
    return item.adjustment is None or ADJUSTMENTS[item.adjustment].category is item.category


def is_explained(item: DataItem) -> bool:
    """ENISA: a changed score "has to be supported by an explanation"."""
    return item.adjustment is None or (item.explanation is not None and bool(item.explanation.fr.strip()))


def credentials(opened: DataItem) -> DataItem:
    """Passwords and the like count as what they open."""
    return DataItem("credentials", opened.category, opened.adjustment, opened.explanation)
