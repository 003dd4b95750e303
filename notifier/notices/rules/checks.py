"""What a text must not be sent with: each fault with its rule and its place, in order of gravity."""

from collections.abc import Iterable, Mapping

from notifier.law.content import SOURCES, missing, unknown_placeholders
from notifier.law.secrecy import link_problems, subject_problems
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import SUBJECT, Finding, Gravity, Place

__all__ = ["Finding", "Gravity", "Place", "findings", "text_problems"]

# By language, tier and audience, as notices.rendering.masters.wording_texts gives them.
Texts = Mapping[tuple[str, str, str], VariantText]

# What the law asks for comes first, then what would not fill in, then what would leak.
_ORDER = ("missing_", "unknown_", "subject_", "link")


def findings(texts: Texts, forbidden: Iterable[str]) -> tuple[Finding, ...]:
    """Every fault of every text: the blocking ones first, then by what they offend, then in the texts' order.

    `forbidden` are words of this case, such as the vendor's name, that the outside of a message must not show.
    """
    words = tuple(forbidden)
    found = [finding for key, text in texts.items() for finding in _of(key, text, words)]
    return tuple(sorted(found, key=_gravity))


def text_problems(texts: Texts, forbidden: Iterable[str]) -> tuple[str, ...]:
    """The codes of the blocking findings, each once, gravest first."""
    return tuple(dict.fromkeys(f.code for f in findings(texts, forbidden) if f.gravity is Gravity.BLOCKING))


def _of(key: tuple[str, str, str], text: VariantText, forbidden: tuple[str, ...]) -> list[Finding]:
    def found(code: str, rule: str, part: str, excerpt: str = "") -> Finding:
        return Finding(code, Gravity.BLOCKING, rule, Place(*key, part, excerpt))

    return [
        *(found(f"missing_{part}", SOURCES[part], part) for part in missing(text.parts)),
        *(
            found("unknown_placeholder", "GDPR 34(2)", part, f"{{{name}}}")
            for part, said in text.parts.items()
            for name in unknown_placeholders(said)
        ),
        *(
            found(code, "Code pénal 226-13", SUBJECT, text.subject)
            for code in subject_problems(text.subject, forbidden)
        ),
        *(found(code, "GDPR 5(1)(f)", part) for part, said in text.parts.items() for code in link_problems(said)),
    ]


def _gravity(finding: Finding) -> tuple[bool, int]:
    place = next(place for place, start in enumerate(_ORDER) if finding.code.startswith(start))
    return finding.gravity is Gravity.ADVISORY, place
