"""What the law refuses, as a value: several can be told at once, and each names its rule."""

from dataclasses import dataclass

from notifier.law.words import Words


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code` is a stable word for pages, tests and logs; `rule` says why in words; `article` says where it stands."""

    code: str
    rule: Words
    article: str


def refusal(code: str, fr: str, en: str, article: str) -> Refusal:
    """A refusal in one line, for the tables of rules."""
    return Refusal(code, Words(fr, en), article)


def codes(refusals: tuple[Refusal, ...]) -> tuple[str, ...]:
    """The stable words alone, in their order."""
    return tuple(refusal.code for refusal in refusals)
