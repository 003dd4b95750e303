"""Which findings stand in the way of an approval, and which were set aside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import rfc8785

from notifier.notices.rules.checks import Texts
from notifier.notices.rules.findings import SUBJECT, Finding, Gravity


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, its fingerprint, and whether an advisory one was set aside."""

    finding: Finding
    fingerprint: str
    is_overridden: bool

    @property
    def is_blocking(self) -> bool:
        return self.finding.gravity is Gravity.BLOCKING

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the wording from being approved."""
        return self.is_blocking or not self.is_overridden


def fingerprint(finding: Finding, texts: Texts) -> str:
    """SHA-256 of the finding and of what it is about: the excerpt, or the whole field where it has none. Other words,
    another fingerprint, so that no reason outlives the words it was given for.
    """
    place = finding.place
    said = place.excerpt or _field(texts, (place.language, place.tier, place.audience), place.part)
    named = [finding.code, place.language, place.tier, place.audience, place.part, said]
    return sha256(rfc8785.dumps(named)).hexdigest()


def judge(findings: Iterable[Finding], texts: Texts, overridden: Mapping[str, object]) -> tuple[Judged, ...]:
    """Each once, in the order given; `overridden` holds the fingerprints of what was set aside."""
    judged: dict[str, Judged] = {}
    for finding in findings:
        mark = fingerprint(finding, texts)
        is_overridden = finding.gravity is Gravity.ADVISORY and mark in overridden
        judged.setdefault(mark, Judged(finding, mark, is_overridden))
    return tuple(judged.values())


def open_codes(judged: Iterable[Judged]) -> tuple[str, ...]:
    """The codes of what is still in the way, each once."""
    return tuple(dict.fromkeys(one.finding.code for one in judged if one.is_open))


def _field(texts: Texts, key: tuple[str, str, str], part: str) -> str:
    text = texts.get(key)
    if text is None:
        return ""
    return text.subject if part == SUBJECT else text.parts.get(part, "")
