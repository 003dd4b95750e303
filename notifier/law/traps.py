"""What would make a notice look like a fraud, or train people for one: links, clicks, requests, markup, trackers."""

import re
from collections.abc import Iterator

from notifier.law.plain.figures import sentences
from notifier.law.plain.folding import Folded, folded, occurrences, whole_words

_TOP = "fr|com|org|net|eu|info|io|app|me|ly|gg|co|uk|be|ch|de|es|it|lu|biz|xyz|link|site|online|sante|health|paris|gouv"
# A mail program makes a link of any of these by itself; an address to write to is none.
_LINK = re.compile(
    rf"(?:https?|ftp|mailto|javascript):\S*|www\.\S+|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:{_TOP})(?![\w@-])(?:/\S*)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s{}@<>()]+@[^\s{}@<>()]+\.[^\s{}@<>().,;]+")
_MARKUP = re.compile(r"<\s*/?\s*[a-z][^>]*>|\[[^\]\n]+\]\([^)\n]*\)|!\[|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"\n]+)\"")

_CLICK = (
    "cliquez", "cliquer (?:ici|sur)", "(?:scannez|flashez) (?:le|ce) (?:qr[ -]?)?code", "suivez (?:le|ce) lien",
    "ouvrez la piece jointe", "click (?:here|on|the|this|that|below|your)", "please click", "tap here",
    "scan (?:the|this) (?:qr )?code", "follow (?:the|this) link", r"open the attach\w+",
)  # fmt: skip
_ASK = (
    r"(?:re)?(?:communiquez|envoyez|transmettez|donnez|fournissez|renseignez|saisissez|confirmez|adressez|dictez|indiquez|"
    r"verifiez|munissez)(?:-(?:nous|moi|lui|vous))?",
    r"(?:demandons|avons besoin|voulons|faut|devez|veuillez|merci de|pour verifier)",
    r"(?:send|give|tell|provide|enter|confirm|submit|email|e-mail|text|share)(?: (?:us|me))?",
    r"(?:we|you) (?:need|must|ask|require)(?!(?: you)?(?: for)? no )(?: you)?(?: for| to)?", "please",
)  # fmt: skip
_SECRET = (
    r"mots? de passe", r"codes?(?: (?:secret|confidentiel|de verification|d'acces|pin|recu)s?)?",
    r"(?:numeros? de )?(?:cartes? (?:bancaires?|de paiement|bleues?|vitales?|d'identite)|carte)",
    r"numeros? de securite sociale",
    r"(?:votre|vos) (?:rib|iban)", "rib", "iban", r"coordonnees bancaires", r"pieces? d'identite", r"passeports?",
    r"cryptogrammes?",
    r"passwords?", r"pin", r"(?:credit |bank |debit )?card(?: numbers?)?", r"social security numbers?", r"bank details",
    r"identity (?:card|document)s?", r"passports?", "one-time codes?", r"security numbers?",
)  # fmt: skip
_PAY = (
    r"payez", r"reglez", r"versez", r"virez", r"acquittez(?:-vous)?", r"faites un virement", r"pay",
    r"transfer (?:the )?money",
)  # fmt: skip
_NEGATED = re.compile(
    r"(?:\bn'|\b(?:ne|jamais|ni|aucune?|sans|qui vous|si (?:on|quelqu'un))\b|n't\b|"
    r"\b(?:never|not|no|nor|neither|without|anyone who|(?:that|who) asks?|if (?:some|any)one)\b)[^;:,]*$"
)


def links(text: str) -> tuple[str, ...]:
    """What a mail program would make a link of, as written."""
    return tuple(found.group().rstrip(".,;:!?)»”") for found in _LINK.finditer(text))


def link_problems(text: str) -> tuple[str, ...]:
    """`link` when there is something to click: a notice that trains people to click helps the next fraud."""
    return ("link",) if links(text) else ()


def addresses(text: str) -> tuple[str, ...]:
    """E-mail addresses written out: one of them may be a look-alike; the practice's comes from its own field."""
    return tuple(_ADDRESS.findall(text))


def markup(text: str) -> tuple[str, ...]:
    """Tags, images, entities: they would be printed as they stand, or load something that tells who reads."""
    return tuple(found.group() for found in _MARKUP.finditer(text))


def quotations(text: str) -> tuple[str, ...]:
    """Passages of three words and more between quotation marks."""
    passages = (next(filter(None, found.groups())) for found in _QUOTED.finditer(text))
    return tuple(passage for passage in passages if len(passage.split()) > 2)


def asks_to_click(text: str) -> tuple[str, ...]:
    """Sentences that ask for a click; "do not click" asks for none."""
    return tuple(_asking(text, _CLICK))


def asks_for_data(text: str) -> tuple[str, ...]:
    """Sentences that ask for a password, a code, a card, a number of one's own; a warning against it asks for none."""
    return tuple(sentence for sentence in _asking(text, _ASK) if _any(_SECRET, folded(sentence)))


def asks_for_money(text: str) -> tuple[str, ...]:
    """Sentences that ask to pay."""
    return tuple(_asking(text, _PAY))


def _asking(text: str, patterns: tuple[str, ...]) -> Iterator[str]:
    for sentence in sentences(text):
        prepared = folded(sentence)
        if any(not _NEGATED.search(prepared.text[:place]) for place in _places(patterns, prepared)):
            yield sentence


def _places(patterns: tuple[str, ...], prepared: Folded) -> Iterator[int]:
    for pattern in patterns:
        for found in whole_words(pattern).finditer(prepared.text):
            yield found.start()


def _any(patterns: tuple[str, ...], prepared: Folded) -> bool:
    return any(True for pattern in patterns for _ in occurrences(pattern, prepared))
