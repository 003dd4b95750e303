"""A notice in its other forms, for one patient who asks: in large print, or short and in easy words."""

from dataclasses import dataclass
from datetime import datetime

from notifier.law.content import fill
from notifier.lib.typography import set_text
from notifier.notices.choices import Form
from notifier.notices.models import Wording
from notifier.notices.rendering.facts import case_facts
from notifier.notices.rendering.fields import letter_fields
from notifier.notices.rendering.labels import DATE, DRILL, REFERENCE
from notifier.notices.rendering.masters import as_drill, variant_document, wording_texts
from notifier.notices.rendering.previews import PREVIEW_REFERENCE, Shown
from notifier.notices.rules.short_form import short_document
from notifier.notices.rules.texts.telephone import SCRIPTS, Kind
from notifier.notices.rules.variants import Variant
from notifier.press.letters import Letter, compose
from notifier.press.master import LetterLabels, letter_html
from notifier.rosters.choices import Language


def form_letter(wording: Wording, shown: Shown, form: Form, at: datetime, reference: str = "") -> Letter:
    """The letter in that form; raises what press.letters.compose raises. Without a reference it is a preview."""
    fields = letter_fields(shown.person, shown.variant, reference=reference or PREVIEW_REFERENCE, at=at)
    return compose(form_master(wording, shown.variant, form), fields)


def form_master(wording: Wording, variant: Variant, form: Form) -> str:
    """That form's page without the personal fields, as press.master has it."""
    case = wording.case
    facts = case_facts(case, variant.language)
    if form is Form.SHORT:
        content = short_document(variant, facts)
    else:
        content = variant_document(wording_texts(wording), variant, facts)
    is_drill = case.breach.is_drill
    if is_drill:
        content = as_drill(content)
    mark = DRILL[variant.language] if is_drill else ""
    labels = LetterLabels(reference=REFERENCE[variant.language], date=DATE[variant.language], mark=mark)
    return letter_html(content, labels, form)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line of the telephone script: `kind` is say, do or asked."""

    kind: Kind
    text: str


def spoken_script(wording: Wording, language: Language) -> list[tuple[str, list[SpokenLine]]]:
    """The telephone script, heading by heading, with the case's facts filled in."""
    facts = case_facts(wording.case, language)
    return [
        (
            step.title,
            [SpokenLine(line.kind, set_text(fill(line.text, facts), language)) for line in step.lines],
        )
        for step in SCRIPTS[language]
    ]
