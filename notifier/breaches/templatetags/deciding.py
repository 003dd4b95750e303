"""Codes, rules and steps of the law in the page's language."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from notifier.breaches.models import Decision
from notifier.breaches.queries.labels import TABLES, value_words
from notifier.law.words import Words
from notifier.lib.typography import set_text
from notifier.practices.choices import Specialty

register = template.Library()

# The annexes of the method, by the first word of a step's code.
_ANNEXES = {"context": 1, "ease": 2, "breach": 3}


@register.filter
def words(text: Words) -> str:
    """Words of the law in the page's language."""
    language = _language()
    return set_text(text.in_language(language), language)


@register.filter
def label(code: str, table: str) -> str:
    """A code of a closed list; `table` is a name of queries.labels.TABLES."""
    return str(TABLES[table][code])


@register.filter
def labels(codes: list[str], table: str) -> str:
    """Several codes, with commas."""
    return ", ".join(sorted(label(code, table) for code in codes))


@register.filter
def specialty(code: str) -> str:
    return str(Specialty(code).label)


@register.filter
def decided(row: Decision) -> str:
    """What a decision says."""
    return value_words(row.topic, row.value)


@register.filter
def value_of(value: str, topic: str) -> str:
    """A value of a topic, as an advice gives it."""
    return value_words(topic, value)


@register.filter
def annex(code: str) -> str:
    """The annex of the method a step comes from."""
    return _("annexe %(number)d") % {"number": _ANNEXES[code.split(".")[0]]}


@register.filter
def article(text: str) -> str:
    """Where a rule stands, as the page's language cites it."""
    if _language() == "en":
        return text
    return text.replace("GDPR", "RGPD").replace("recital", "considérant")


@register.filter
def in_sentence(text: str) -> str:
    """A label within a sentence: its first letter small, `CNIL` as it is."""
    return text[:1].lower() + text[1:]


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"
