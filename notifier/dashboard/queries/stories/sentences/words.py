"""What the sentences are made of."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

Data = Mapping[str, Any]
# A text whose %(names)s are the event's data, or what makes one of them.
Sentence = Promise | Callable[[Data], str]

_CODES: dict[str, Promise] = {
    "cannot_open": gettext_lazy("données illisibles"),
    "connection_lost": gettext_lazy("connexion perdue"),
    "interrupted": gettext_lazy("envoi interrompu"),
    "lease_expired": gettext_lazy("envoi interrompu"),
    "not_begun": gettext_lazy("annoncé, puis non remis"),
    "database_crashed": gettext_lazy("la base de données s’est arrêtée brutalement"),
    "no_answer": gettext_lazy("réponse incompréhensible"),
    "no_master": gettext_lazy("aucun texte approuvé pour ce patient"),
    "nothing_to_say": gettext_lazy("rien à envoyer"),
    "text_not_approved": gettext_lazy("aucun texte approuvé pour ce patient"),
    "unsafe_field": gettext_lazy("adresse ou nom inutilisable"),
}


def language() -> str:
    """The page's, where words for days are made of it."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def because(code: str) -> str:
    """` (réponse 550 du relais)`, ` (connexion perdue)`: why something ended so; empty where nothing was said."""
    if not code:
        return ""
    if code.isdigit():
        return " " + _("(réponse %(code)s du relais)") % {"code": code}
    return f" ({_CODES.get(code, code)})"


def with_reason(text: Promise) -> Callable[[Data], str]:
    """`text` with its %(why)s, which is made of the event's code."""
    return lambda data: str(text) % {"why": because(str(data.get("code", "")))}
