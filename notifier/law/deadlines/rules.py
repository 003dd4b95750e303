"""The figures behind the clocks other than Article 33(1), each by the day it is in force from.

What the law fixes and what is only practice or this house's own target is said line by line.
"""

from dataclasses import dataclass
from datetime import date, timedelta

GDPR = date(2018, 5, 25)


@dataclass(frozen=True, slots=True)
class ComplementRule:
    """When the rest of an incomplete filing is expected."""

    since: date
    hours: int
    source: str


# The law says "without undue further delay" (33(4)) and no figure. The authority's help page says within 72 hours of
# the first filing "if possible": a target, not a limit.
COMPLEMENT = (ComplementRule(GDPR, 72, "CNIL, practice"),)


@dataclass(frozen=True, slots=True)
class PeopleRule:
    """From which age the duty to tell people, and a draft of the notice, call for attention."""

    since: date
    target: timedelta
    draft: timedelta
    source: str


# The law gives no figure (34(1)), so these limit nothing. Our own targets: the Dutch authority found over three weeks
# on average in 2023's largest breaches, far too slow, and blamed the number of approvers.
PEOPLE = (PeopleRule(GDPR, timedelta(days=7), timedelta(days=3), "own target"),)


@dataclass(frozen=True, slots=True)
class ReplyRule:
    """The months for a reply to a person, and by how many they may be extended."""

    since: date
    months: int
    extension: int
    source: str


REPLY = (ReplyRule(GDPR, 1, 2, "GDPR 12(3)"),)


@dataclass(frozen=True, slots=True)
class RegisterRule:
    """How many months an entry of the register is kept after the breach is closed."""

    since: date
    months: int
    source: str


# The GDPR sets no period and no authority's figure was found. Six years is reasoning, unconfirmed: not notifying is a
# délit (Code pénal 226-17-1), time-barred after six years (Code de procédure pénale 8).
REGISTER = (RegisterRule(GDPR, 72, "Code de procédure pénale 8, unconfirmed"),)
