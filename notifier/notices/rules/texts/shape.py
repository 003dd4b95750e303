"""The shapes of ready-made texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.advice import Action, Danger
from notifier.rosters.choices import Language, Tier


@dataclass(frozen=True, slots=True)
class TextKey:
    """Whom a text is for."""

    language: Language
    tier: Tier
    audience: Audience


@dataclass(frozen=True, slots=True)
class Text:
    """`parts` in the grammar of law.content: paragraphs, "- " lists, "1. " steps, placeholders in braces."""

    subject: str
    parts: Mapping[Part, str]


@dataclass(frozen=True, slots=True)
class AdviceWords:
    """What each danger and each action is called; the short ones are for protected adults and the short form."""

    consequences: Mapping[Danger, str]
    actions: Mapping[Action, str]
    short_consequences: Mapping[Danger, str]
    short_actions: Mapping[Action, str]
