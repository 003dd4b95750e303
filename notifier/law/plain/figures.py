"""How hard a text is to read: Flesch's formula, for French with the constants of Kandel and Moles (1958)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from notifier.law.plain.syllables import syllables

# Language -> (constant, weight of words per sentence, weight of syllables per word).
_FORMULAS = {"fr": (207.0, 1.015, 73.6), "en": (206.835, 1.015, 84.6)}
_LIST_MARK = re.compile(r"^\s*(?:-|\d+\.)\s+")
# A full stop ends a sentence unless it stands inside a number or after a short form.
_END = re.compile(r"(?<!\bM)(?<!\bDr)(?<!\bMme)(?<!\bMr)(?<!\bMrs)(?<!\betc)(?<!\bex)[.?!…]+[»”\"’)]*(?=\s|$)")
_WORD = re.compile(r"\w+(?:[-.@'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Figures:
    """`longest` is the longest sentence, as written; `score` is rounded as it is shown."""

    words: int
    sentences: int
    mean: float
    longest: str
    longest_words: int
    score: float


def sentences(text: str) -> tuple[str, ...]:
    """The sentences as written. Each line that is not the middle of a paragraph, and each item, ends one."""
    found: list[str] = []
    for line in text.splitlines():
        rest = _LIST_MARK.sub("", line).strip()
        start = 0
        for end in _END.finditer(rest):
            found.append(rest[start : end.end()].strip())
            start = end.end()
        found.append(rest[start:].strip())
    return tuple(sentence for sentence in found if words(sentence))


def words(text: str) -> tuple[str, ...]:
    """What stands between spaces, as people count: "l’appel" is one word, and so is an address or a telephone."""
    return tuple(_WORD.findall(text))


def figures(spoken: Sequence[str], language: str) -> Figures:
    """The figures of these sentences; all zero when there is none."""
    counts = [len(words(sentence)) for sentence in spoken]
    total = sum(counts)
    if not total:
        return Figures(0, 0, 0.0, "", 0, 0.0)
    constant, per_sentence, per_word = _FORMULAS[language]
    heard = sum(syllables(word, language) for sentence in spoken for word in words(sentence))
    mean = total / len(counts)
    score = constant - per_sentence * mean - per_word * heard / total
    longest = max(range(len(counts)), key=counts.__getitem__)
    return Figures(total, len(counts), round(mean, 1), spoken[longest], counts[longest], round(score, 1))
