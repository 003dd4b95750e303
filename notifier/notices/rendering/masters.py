"""Masters: a message or letter with everything but the personal fields."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings

from notifier.breaches.models import Case
from notifier.lib.document import Document, Paragraph
from notifier.lib.typography import set_text
from notifier.notices.choices import Channel
from notifier.notices.models import Wording
from notifier.notices.rendering.facts import case_facts
from notifier.notices.rendering.labels import ATTENTION, DATE, DRILL, DRILL_SAYS, END, PREHEADER, REFERENCE
from notifier.notices.rules.documents import VariantText, document
from notifier.notices.rules.variants import Variant
from notifier.post.master import Envelope, Labels, make_master
from notifier.press.master import LetterLabels, letter_html
from notifier.rosters.choices import Language

Texts = Mapping[tuple[str, str, str], VariantText]


@dataclass(frozen=True, slots=True)
class MadeMaster:
    """A master's bytes, for one channel and variant."""

    channel: Channel
    variant: Variant
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def wording_texts(wording: Wording) -> dict[tuple[str, str, str], VariantText]:
    """The wording's texts by language, tier and audience; one query."""
    return {
        (text.language, text.tier, text.audience): VariantText(subject=text.subject, parts=text.parts)
        for text in wording.texts.all()
    }


def make_masters(
    wording: Wording, wanted: Iterable[tuple[Channel, Variant]], texts: Texts | None = None
) -> list[MadeMaster]:
    """The masters of these channels and variants; equal bytes for equal wording and case. `texts` are those of the
    wording, unless others are given that nobody saved yet.
    """
    texts = wording_texts(wording) if texts is None else texts
    facts = {language: case_facts(wording.case, language) for language in Language}
    made = []
    for channel, variant in wanted:
        content = variant_document(texts, variant, facts[variant.language])
        is_drill = wording.case.breach.is_drill
        if is_drill:
            content = as_drill(content)
        if channel is Channel.EMAIL:
            data = email_master(content, variant, wording.case)
        else:
            data = letter_master(content, is_drill=is_drill)
        made.append(MadeMaster(channel, variant, data))
    return made


def as_drill(content: Document) -> Document:
    """The same under a subject and a first line that call it an exercise."""
    language = Language(content.language)
    subject = f"[{DRILL[language]}] {content.subject}"
    return replace(content, subject=subject, blocks=(Paragraph(DRILL_SAYS[language]), *content.blocks))


def variant_document(texts: Texts, variant: Variant, facts: Mapping[str, str]) -> Document:
    return document(texts[variant.language, variant.tier, variant.audience], variant, facts)


def email_master(content: Document, variant: Variant, case: Case) -> bytes:
    paper = f"papier@{settings.MAIL_DOMAIN}"
    envelope = Envelope(
        sender=settings.MAIL_SENDER,
        sender_name=settings.MAIL_SENDER_NAME,
        reply_to=case.controller.reply_email,
        unsubscribe=paper,
        is_drill=case.breach.is_drill,
    )
    labels = Labels(
        attention=ATTENTION[variant.language, variant.audience],
        reference=REFERENCE[variant.language],
        date=DATE[variant.language],
        preheader=PREHEADER[variant.language],
        end=set_text(END[variant.language].format(address=paper), variant.language),
    )
    return make_master(content, envelope, labels)


def letter_master(content: Document, *, is_drill: bool) -> bytes:
    language = Language(content.language)
    labels = LetterLabels(reference=REFERENCE[language], date=DATE[language], mark=DRILL[language] if is_drill else "")
    return letter_html(content, labels).encode()
