"""What the physician takes along to tell someone in person: one page each, to be signed once it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from notifier.breaches.models import Case
from notifier.law.content import Part, fill, to_blocks
from notifier.lib.dates import day_in_words
from notifier.lib.markup import to_html
from notifier.lib.typography import set_text
from notifier.notices.choices import Audience
from notifier.notices.queries.care.reasons import Waiting
from notifier.notices.queries.care.words import REASONS
from notifier.notices.rendering.facts import case_facts
from notifier.notices.rendering.masters import wording_texts
from notifier.notices.rules.documents import advice, answers
from notifier.notices.rules.variants import variant
from notifier.press.report import CSS, compose_report
from notifier.rosters.choices import Language
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for

# What is said aloud; what was done and whom to ask the physician knows.
_SAID = (Part.WHAT_HAPPENED, Part.CONSEQUENCES, Part.WHAT_TO_DO)


@dataclass(frozen=True, slots=True)
class Page:
    """One person's page. `leaked` says of each category yes or no, and never what the notes hold."""

    name: str = field(repr=False)
    born: str = field(repr=False)
    reference: str
    reasons: Sequence[str]
    leaked: SafeString
    said: Sequence[SafeString]


def aide_memoire(case: Case, found: Sequence[Waiting], language: Language, at: datetime) -> bytes:
    """The PDF for these people, in the physician's language. Raises NoDataKey, CannotOpen."""
    with translation.override(language):
        context = {
            "css": mark_safe(CSS),  # noqa: S308 - our own constant
            "language": language,
            "case": case,
            "made": day_in_words(timezone.localdate(at), language),
            "pages": _pages(case, found, language),
        }
        return compose_report(render_to_string("notices/aide_memoire.html", context))


def _pages(case: Case, found: Sequence[Waiting], language: Language) -> list[Page]:
    sealer, facts = sealer_for(case.pk), case_facts(case, language)
    texts = {wording.pk: wording_texts(wording) for wording in {one.notice.wording for one in found}}
    pages = []
    for one in found:
        person = open_person(one.patient, sealer)
        own = variant(
            language=language,
            tier=one.patient.tier,
            salutation=one.patient.salutation,
            exposure=one.patient.exposure,
            audience=Audience.ADULT,
        )
        parts = texts[one.notice.wording_id][own.language, own.tier, own.audience].parts
        values = {**facts, **advice(own)}
        blocks = [block for part in _SAID for block in to_blocks(set_text(fill(parts[part], values), language))]
        pages.append(
            Page(
                name=person.full_name,
                born=day_in_words(person.birth_date, language) if person.birth_date else "",
                reference=one.notice.reference,
                reasons=[str(REASONS[reason]) for reason in one.reasons],
                leaked=_safe(to_html(answers(own))),
                said=[_safe(to_html(block)) for block in blocks],
            )
        )
    return pages


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - lib.markup has escaped every text in it
