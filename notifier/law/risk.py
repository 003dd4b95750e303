"""The three outcomes of the controller's assessment (GDPR Articles 33(1) and 34(1)), in their order."""

from enum import StrEnum


class Risk(StrEnum):
    """How likely and how grave the harm to people is, as decided by the controller and nobody else."""

    UNLIKELY = "unlikely"
    RISK = "risk"
    HIGH = "high"


_ORDER = tuple(Risk)


def reaches(risk: Risk, threshold: Risk) -> bool:
    """Whether a risk is at least the threshold."""
    return _ORDER.index(risk) >= _ORDER.index(threshold)


def highest(risks: tuple[Risk, ...]) -> Risk:
    """The gravest of several, as a case with two tiers has; ValueError when there is none."""
    return max(risks, key=_ORDER.index)
