"""What a text must not be sent with: each fault with its rule and its place, in order of gravity."""

from collections.abc import Iterable, Mapping

from notifier.notices.rules.checking import content, outside, reading, traps
from notifier.notices.rules.checking.codes import CODES, severity
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import Finding, Gravity, Place
from notifier.rosters.choices import Tier

__all__ = ["CODES", "Finding", "Gravity", "Place", "findings", "text_problems"]

# By language, tier and audience, as notices.rendering.masters.wording_texts gives them.
Texts = Mapping[tuple[str, str, str], VariantText]
_PARTS = (content.faults, outside.faults, traps.faults, reading.faults)


def findings(texts: Texts, forbidden: Iterable[str]) -> tuple[Finding, ...]:
    """Every fault of every text: the blocking ones first, then by what they offend, then in the texts' order.

    `forbidden` are names of this case, such as the vendor's and the practice's, that the outside of a message must not
    show.
    """
    names = tuple(forbidden)
    found = [finding for key, text in texts.items() for finding in _of(key, text, names)]
    return tuple(sorted(dict.fromkeys(found), key=_order))


def text_problems(texts: Texts, forbidden: Iterable[str]) -> tuple[str, ...]:
    """The codes of the blocking findings, each once, gravest first."""
    return tuple(dict.fromkeys(f.code for f in findings(texts, forbidden) if f.gravity is Gravity.BLOCKING))


def _of(key: tuple[str, str, str], text: VariantText, names: tuple[str, ...]) -> list[Finding]:
    language, tier, audience = key
    is_annotated = tier == Tier.ANNOTATED
    return [
        Finding(fault.code, severity(fault.code, is_annotated=is_annotated), CODES[fault.code].rule,
                Place(language, tier, audience, fault.part, fault.excerpt))
        for faults in _PARTS
        for fault in faults(key, text, names)
    ]  # fmt: skip


def _order(finding: Finding) -> tuple[bool, int]:
    return finding.gravity is Gravity.ADVISORY, list(CODES).index(finding.code)
