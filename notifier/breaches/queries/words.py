"""What the law's rules say of themselves, in the page's language."""

from django.utils.translation import get_language

from notifier.law.refusals import Refusal
from notifier.law.words import Words
from notifier.lib.typography import set_text

# The sources in the code are written in English.
_FRENCH = (
    ("GDPR", "RGPD"),
    ("Reg. ", "règlement "),
    ("EDPB template row", "modèle du CEPD, ligne"),
    (" is silent on clocks that change", " muet sur l’heure qui change"),
    (": for, ", " : pour, "),
    ("; against, ", " ; contre, "),
    (" and ", " et "),
    ("contract", "contrat"),
    ("unconfirmed", "non confirmé"),
)


def language() -> str:
    """`fr` or `en`, what the law's words come in."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def said(words: Words) -> str:
    """The words in the page's language."""
    return set_text(words.in_language(language()), language())


def article(source: str) -> str:
    """A source as the page's language names it: `RGPD 33(1)`."""
    if language() == "fr":
        for english, french in _FRENCH:
            source = source.replace(english, french)
    return set_text(source, language())


def explain(refusal: Refusal) -> str:
    """A refusal as one sentence with its article: what stands beside the field."""
    rule = said(refusal.rule)
    return f"{rule[:1].upper()}{rule[1:]} ({article(refusal.article)})."
