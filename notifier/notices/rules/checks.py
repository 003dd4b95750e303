"""What keeps a text from being sent, as stable words; pages explain them."""

from collections.abc import Iterable

from notifier.law.content import missing, unknown_placeholders
from notifier.law.secrecy import link_problems, subject_problems
from notifier.notices.rules.documents import VariantText


def text_problems(texts: Iterable[VariantText], forbidden: Iterable[str]) -> tuple[str, ...]:
    """Each code once, gravest first: GDPR Article 34(2), placeholders, secrecy of the outside, links.

    `forbidden` are words of this case, such as the vendor's name, that the outside of a message must not show.
    """
    words = tuple(forbidden)
    found = [code for text in texts for code in _problems(text, words)]
    return tuple(sorted(dict.fromkeys(found), key=_gravity))


def _problems(text: VariantText, forbidden: tuple[str, ...]) -> list[str]:
    whole = "\n\n".join(text.parts.values())
    return [
        *(f"missing_{part}" for part in missing(text.parts)),
        *("unknown_placeholder" for _ in unknown_placeholders(whole)),
        *subject_problems(text.subject, forbidden),
        *link_problems(whole),
    ]


def _gravity(code: str) -> int:
    """What the law asks for comes first, then what would not fill in, then what would leak."""
    order = ("missing_", "unknown_", "subject_", "link")
    return next(place for place, start in enumerate(order) if code.startswith(start))
