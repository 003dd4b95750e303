"""The parts, texts and findings of a wording in templates."""

from collections.abc import Mapping
from typing import Any

from django import template

from notifier.notices.models import WordingComment, WordingText
from notifier.notices.queries.labels import FOLLOW_UPS, PARTS, text_label
from notifier.notices.rules.findings import Place

register = template.Library()


@register.filter
def part_label(name: str) -> str:
    """`Ce qui s’est passé`; a name nobody knows stands as it is."""
    return str(PARTS.get(name, name))


@register.filter
def follow_up_label(kind: str) -> str:
    """What a further notice is for; a kind nobody knows stands as it is."""
    return str(FOLLOW_UPS.get(kind, kind))


@register.filter
def text_name(of: WordingText | Place | WordingComment) -> str:
    """Which text it is, or which one a finding or comment is about."""
    return text_label(of.language, of.tier, of.audience)


@register.filter
def text_key(of: WordingText | Place | WordingComment) -> str:
    """As the address of a text names it."""
    return f"{of.language}.{of.tier}.{of.audience}"


@register.filter
def has_open(text: WordingText, places: set[tuple[str, str, str]]) -> bool:
    """Whether something found in the text is still in the way."""
    return (text.language, text.tier, text.audience) in places


@register.filter
def at(table: Mapping[str, Any], key: str) -> Any:
    """The value of a table, none where there is none."""
    return table.get(key)
