"""The short form of a notice: the same six parts and the same facts, one short sentence a line, in big type.

It is no "FALC": that name is for texts which people with a disability have tried. It is given on request, beside the
notice that the controller approved and never instead of it.
"""

from collections.abc import Iterator, Mapping

from notifier.law.content import HEADINGS, Part, fill
from notifier.law.plain.figures import sentences
from notifier.lib.document import Block, Document, Heading, Lines, Paragraph, Steps
from notifier.lib.typography import set_text
from notifier.notices.choices import Audience
from notifier.notices.rules.documents import answers, salutation, short_advice
from notifier.notices.rules.texts import short_english, short_french
from notifier.notices.rules.texts.shape import Text, TextKey
from notifier.notices.rules.variants import Variant

SHORT: dict[TextKey, Text] = {**short_french.TEXTS, **short_english.TEXTS}


def short_document(variant: Variant, facts: Mapping[str, str]) -> Document:
    """Raises KeyError for a fact not given."""
    text = SHORT[TextKey(variant.language, variant.tier, variant.audience)]
    blocks: list[Block] = [Paragraph(salutation(variant))]
    for part in Part:
        blocks.append(Heading(HEADINGS[variant.language][part]))
        blocks.extend(_blocks(part, text, variant, facts))
    return Document(variant.language, set_text(text.subject, variant.language), tuple(blocks))


def _blocks(part: Part, text: Text, variant: Variant, facts: Mapping[str, str]) -> Iterator[Block]:
    advice = short_advice(variant)
    if part is Part.CONSEQUENCES:
        lines = [sentence for said in advice.consequences for sentence in sentences(said)]
        yield Lines(tuple(set_text(line, variant.language) for line in lines))
    elif part is Part.WHAT_TO_DO:
        yield Steps(tuple(set_text(step, variant.language) for step in advice.actions))
    else:
        for piece in set_text(fill(text.parts[part], facts), variant.language).split("\n\n"):
            yield Lines(tuple(piece.split("\n")))
    if part is Part.YOUR_DATA and variant.audience is not Audience.GUARDIAN:
        yield answers(variant)
