"""The parts of the shared facts by name, in the page's language and in the other one."""

from collections.abc import Sequence

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notifier.breaches.choices import CATEGORIES
from notifier.breaches.rules.facts import Words

register = template.Library()
_PARTS: dict[str, str | Promise] = {
    "what": _("Ce qui s’est passé"),
    "measures": _("Ce qui a été fait depuis"),
    "contact": _("À qui s’adresser"),
}
_LANGUAGES: dict[str, str | Promise] = {"fr": _("en français"), "en": _("en anglais")}


@register.filter
def category_words(names: Sequence[str]) -> str:
    """`nom et prénom, adresse postale`; a name nobody knows stands as it is."""
    return ", ".join(str(CATEGORIES.get(name, name)) for name in names) or "–"


@register.filter
def words_label(name: str) -> str:
    """`Ce qui s’est passé (en anglais)` for what_en."""
    part, _sep, language = name.partition("_")
    return f"{_PARTS[part]} ({_LANGUAGES[language]})"


@register.filter
def in_page_language(words: Words) -> list[tuple[str, str]]:
    return _in(words, _page_language())


@register.filter
def in_other_language(words: Words) -> list[tuple[str, str]]:
    return _in(words, "fr" if _page_language() == "en" else "en")


@register.simple_tag
def other_language() -> str:
    return "fr" if _page_language() == "en" else "en"


def _in(words: Words, language: str) -> list[tuple[str, str]]:
    return [(str(label), getattr(words, f"{part}_{language}")) for part, label in _PARTS.items()]


def _page_language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"
