"""The figures of all shipped texts: how long they are, and how hard to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from notifier.law.plain.figures import Figures, figures, sentences
from notifier.lib.document import Answers, Block, Bullets, Document, Heading, Lines, Paragraph, Steps
from notifier.notices.rules.checking.reading import text_figures
from notifier.notices.rules.documents import VariantText, document
from notifier.notices.rules.samples import ADMINISTRATIVE, EVERYTHING, FACTS
from notifier.notices.rules.short_form import SHORT, short_document
from notifier.notices.rules.texts import ALL, TextKey
from notifier.notices.rules.texts.telephone import SCRIPTS
from notifier.notices.rules.variants import Variant, variant
from notifier.rosters.choices import Language, Salutation, Tier

NOTICE, SHORT_FORM, CALL = "notice", "short", "call"


@dataclass(frozen=True, slots=True)
class Row:
    """A shipped text: `form` is notice, short or call; `shown` counts every word on the page, headings included."""

    form: str
    language: str
    tier: str
    audience: str
    figures: Figures
    shown: int


def rows() -> Iterator[Row]:
    """All texts, as read by someone of whom all that can leak has leaked."""
    for key, text in ALL.items():
        said = VariantText(text.subject, {str(part): written for part, written in text.parts.items()})
        found = text_figures((key.language, key.tier, key.audience), said)
        yield _row(NOTICE, key, found, document(said, _fullest(key), FACTS[key.language]))
    for key in SHORT:
        made = short_document(_fullest(key), FACTS[key.language])
        yield _row(SHORT_FORM, key, figures(_sentences(made), key.language), made)
    for language in Language:
        spoken = [line.text for step in SCRIPTS[language] for line in step.lines]
        found = figures([one for line in spoken for one in sentences(line)], language)
        yield Row(CALL, language, "", "", found, found.words)


def _fullest(key: TextKey) -> Variant:
    exposure = EVERYTHING if key.tier is Tier.ANNOTATED else ADMINISTRATIVE
    return variant(language=key.language, tier=key.tier, salutation=Salutation.NONE, exposure=exposure,
                   audience=key.audience)  # fmt: skip


def _row(form: str, key: TextKey, found: Figures, made: Document) -> Row:
    shown = len(f"{made.subject} {' '.join(_words(block) for block in made.blocks)}".split())
    return Row(form, key.language, key.tier, key.audience, found, shown)


def _words(block: Block) -> str:
    match block:
        case Heading(text) | Paragraph(text):
            return text
        case Bullets(items) | Steps(items) | Lines(items):
            return " ".join(items)
        case Answers(rows=answered):
            return " ".join(f"{label} {answer}" for label, _, answer in answered)


def _sentences(made: Document) -> list[str]:
    """Of the lines that are sentences: addresses have no full stop."""
    return [one for block in made.blocks if isinstance(block, Lines | Steps) for line in block.items
            for one in sentences(line) if line.endswith((".", "?"))]  # fmt: skip
