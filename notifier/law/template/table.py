"""The template by version, and where each row stands."""

from dataclasses import dataclass
from datetime import date

from notifier.law.template.rows import answers, events, parties
from notifier.law.template.shapes import Field, Section
from notifier.law.versions import in_force

_SECTIONS_1_0 = (
    parties.NOTIFICATION, parties.CONTROLLER, parties.PEOPLE, parties.OTHERS,
    events.TIMELINE, events.NATURE, events.SUBJECTS, events.DATA, events.BEFORE,
    answers.CONSEQUENCES, answers.RISK, answers.MEASURES, answers.TELLING,
    answers.OTHER, answers.BORDERS, answers.ATTACHMENTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """One version of the authority's template."""

    since: date
    name: str
    sections: tuple[Section, ...]
    source: str

    @property
    def fields(self) -> dict[int, Field]:
        """By row, in the template's order."""
        return {field.row: field for section in self.sections for field in section.fields}


# A new version of the template is one more line here, with its own sections.
TEMPLATES = (Template(date(2026, 6, 8), "1.0", _SECTIONS_1_0, "EDPB, adopted for consultation, 8 June 2026"),)
CURRENT = TEMPLATES[-1]


def template_named(name: str) -> Template:
    """The version of that name; KeyError for one we do not know."""
    return {template.name: template for template in TEMPLATES}[name]


def template_on(day: date) -> Template:
    """The version in force on a day; before the first, the first, since no other is at hand."""
    return in_force(TEMPLATES, max(day, TEMPLATES[0].since))
