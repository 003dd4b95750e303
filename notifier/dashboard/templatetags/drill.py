"""Whether a page speaks of an exercise: every one that does says so."""

from typing import Any

from django import template
from django.template import Context

from notifier.breaches.models import Breach, Case

register = template.Library()
# Where pages hold what they are about, and the way from there.
_NAMES = ("case", "breach", "board", "view", "wording", "found")


@register.simple_tag(takes_context=True)
def is_drill(context: Context) -> bool:
    """Of the breach or case the page is about; a query where its breach is not loaded."""
    return any(_is_of_drill(context.get(name)) for name in _NAMES)


def _is_of_drill(thing: Any) -> bool:
    if isinstance(thing, Breach):
        return thing.is_drill
    if isinstance(thing, Case):
        return thing.breach.is_drill
    below = getattr(thing, "breach", None) or getattr(thing, "case", None)
    return isinstance(below, Breach | Case) and _is_of_drill(below)
