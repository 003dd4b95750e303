"""From the categories of data a breach touched to what the method is fed with. The mapping is this house's own."""

from collections.abc import Collection

from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.ease import LIMITED, NEGLIGIBLE, Identification, Identifier
from notifier.law.severity.patients import FULL_IDENTITY

# What is taken for given while nobody said otherwise: stolen at a vendor, by nobody knows whom. Careful, not neutral.
ASSUMED = frozenset({Circumstance.UNKNOWN_RECIPIENTS, Circumstance.MALICIOUS})


def identifications(categories: Collection[str]) -> tuple[Identification, ...]:
    """How the leaked data lead to a person. Name with birth date, or with a way to reach them, is taken as the most
    telling combination; nothing known is taken as that too.
    """
    known = set(categories)
    if not known or ("identity" in known and known & {"birth_date", "email", "address"}):
        return FULL_IDENTITY
    found = []
    if "identity" in known:
        found.append(Identification(Identifier.NAME, LIMITED))
    if "email" in known:
        found.append(Identification(Identifier.EMAIL, NEGLIGIBLE))
    if known & {"address", "telephone"}:
        found.append(Identification(Identifier.CONTACT, NEGLIGIBLE))
    return tuple(found) or FULL_IDENTITY


def has_profile(categories: Collection[str]) -> bool:
    """Whether more than names leaked: the insurer tells of someone's standing."""
    return "insurer" in categories
