"""Whether a text reads easily, measured as the reader gets it: with typical facts and the advice filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from notifier.law.content import Part
from notifier.law.plain.figures import Figures, figures, sentences, words
from notifier.law.plain.words import faults as word_faults
from notifier.notices.rules.checking.codes import Fault
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import SUBJECT
from notifier.notices.rules.samples import as_read
from notifier.rosters.choices import Tier


@dataclass(frozen=True, slots=True)
class Limits:
    """`score` is aimed at, below `floor` a text is very hard; `mean`, `long` and `endless` are words of a sentence."""

    score: int
    floor: int
    mean: int
    long: int
    endless: int
    words: int


_LIMITS = {
    Tier.ADMINISTRATIVE: Limits(score=60, floor=50, mean=15, long=22, endless=25, words=350),
    Tier.ANNOTATED: Limits(score=65, floor=55, mean=12, long=20, endless=25, words=350),
}


def text_figures(key: tuple[str, str, str], text: VariantText) -> Figures:
    """Of all parts but the contact's lines, which are no sentences."""
    return figures([sentence for _, written in _spoken(text) for sentence in sentences(as_read(key, written))], key[0])


def limits(tier: str) -> Limits:
    return _LIMITS[Tier(tier)]


def faults(key: tuple[str, str, str], text: VariantText, _names: tuple[str, ...]) -> Iterator[Fault]:
    """Words first, then sentences, then the whole."""
    language, tier, _ = key
    for part, said in ((SUBJECT, text.subject), *text.parts.items()):
        yield from (Fault(fault, part, excerpt) for fault, excerpt in word_faults(said, language))
    bounds = limits(tier)
    for part, written in _spoken(text):
        for sentence in sentences(written):
            length = max((len(words(one)) for one in sentences(as_read(key, sentence))), default=0)
            if length > bounds.endless:
                yield Fault("endless_sentence", part, sentence)
            elif length > bounds.long:
                yield Fault("long_sentence", part, sentence)
    yield from _of_the_whole(text_figures(key, text), bounds)


def _of_the_whole(found: Figures, bounds: Limits) -> Iterator[Fault]:
    if not found.words:
        return
    if found.score < bounds.floor:
        yield Fault("very_hard_to_read", Part.WHAT_HAPPENED)
    elif found.score < bounds.score:
        yield Fault("hard_to_read", Part.WHAT_HAPPENED)
    if found.mean > bounds.mean:
        yield Fault("long_sentences", Part.WHAT_HAPPENED, found.longest)
    if found.words > bounds.words:
        yield Fault("too_long", Part.WHAT_HAPPENED)


def _spoken(text: VariantText) -> Iterator[tuple[str, str]]:
    """By part, what is said in sentences: a block of several lines without marks is an address."""
    for part, said in text.parts.items():
        blocks = said.split("\n\n")
        yield part, "\n".join(block for block in blocks if not _is_address(block))


def _is_address(block: str) -> bool:
    lines = block.strip().splitlines()
    return len(lines) > 1 and not any(line.startswith("- ") or line[:1].isdigit() for line in lines)
