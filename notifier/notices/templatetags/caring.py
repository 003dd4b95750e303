"""Reasons to wait, choices and means in the page's words."""

from django import template

from notifier.breaches.queries.words import article, language
from notifier.lib.typography import set_text
from notifier.notices.choices import CareChoice, HoldReason
from notifier.notices.queries.care.words import CHOICES, HOW, MEANINGS, NO_REASON, REASONS, RULES
from notifier.notices.rules.caring import PERMITTED
from notifier.rosters.choices import ToldHow

register = template.Library()


@register.filter
def reason_words(reason: HoldReason) -> str:
    return _set(REASONS[reason])


@register.filter
def reason_slug(reason: HoldReason) -> str:
    """As it stands in an address; no reason has a word there too."""
    return reason.value or NO_REASON


@register.filter
def reason_rule(reason: HoldReason) -> str:
    """The rule behind a reason, in plain words."""
    return _set(RULES[reason])


@register.filter
def reason_source(reason: HoldReason) -> str:
    """Where it stands."""
    return article(PERMITTED[reason].source)


@register.filter
def choice_words(choice: CareChoice) -> str:
    return _set(CHOICES[choice])


@register.filter
def choice_meaning(choice: CareChoice) -> str:
    """What happens by it."""
    return _set(MEANINGS[choice])


@register.filter
def how_words(how: ToldHow) -> str:
    return _set(HOW[how])


def _set(text: object) -> str:
    return set_text(str(text), language())
