"""Every clock of a breach, computed and never stored: `authority` holds Article 33(1), `duties` all of them."""

from notifier.law.deadlines.authority import (
    RULES,
    AuthorityDeadline,
    AuthorityLimits,
    AuthorityRule,
    age,
    authority_deadline,
    authority_limits,
    authority_rule,
)
from notifier.law.deadlines.periods import PARIS

__all__ = [
    "PARIS",
    "RULES",
    "AuthorityDeadline",
    "AuthorityLimits",
    "AuthorityRule",
    "age",
    "authority_deadline",
    "authority_limits",
    "authority_rule",
]
