"""The shape of a ready-made text."""

from collections.abc import Mapping
from dataclasses import dataclass

from notifier.law.content import Part
from notifier.notices.choices import Audience
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
