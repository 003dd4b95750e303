"""The common annex as a document of its own: the vendor's facts, one version in one language, for every controller."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from notifier.breaches.models import Breach
from notifier.breaches.queries.facts import newest_facts
from notifier.breaches.rules.facts import Facts, Words
from notifier.dossiers.rules.authority.facts import CATEGORIES
from notifier.lib.dates import day_in_words
from notifier.press.report import CSS, compose_report
from notifier.rosters.choices import Category


def annex_content(breach: Breach, language: str) -> dict[str, Any]:
    """What it says, of the newest facts; nothing in it depends on a case, or on when it is made. One query."""
    newest = newest_facts(breach)
    facts = newest.facts if newest else Facts(breach.began_on, breach.ended_on, tuple(breach.categories), _NOTHING)
    known = [Category(name) for name in facts.categories if name in set(Category)]
    return {
        "breach": breach,
        "vendor": breach.vendor.name if breach.vendor else "",
        "number": newest.number if newest else 0,
        "written": _day(timezone.localdate(newest.written_at), language) if newest else "",
        "began": _day(facts.began_on, language),
        "ended": _day(facts.ended_on, language) if facts.ended_on else "",
        "categories": ", ".join(CATEGORIES[category].in_language(language) for category in known),
        "what": getattr(facts.words, f"what_{language}"),
        "measures": getattr(facts.words, f"measures_{language}"),
        "contact": getattr(facts.words, f"contact_{language}"),
        "facts_sha256": facts.sha256 if newest else "",
    }


def annex_pdf(breach: Breach, language: str) -> bytes:
    """The same bytes for the same facts."""
    with translation.override(language):
        css = mark_safe(CSS)  # noqa: S308 - our own constant
        content = {"css": css, "language": language, "annex": annex_content(breach, language)}
        return compose_report(render_to_string("dossiers/common_annex.html", content))


_NOTHING = Words("", "", "", "", "", "")


def _day(day: date, language: str) -> str:
    return day_in_words(day, language)
