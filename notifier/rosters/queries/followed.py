"""What an import did to notices that were owed already, as sentences for who imported."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

# In the order in which a person should hear of them: first what nobody can undo.
SENTENCES: dict[str, Promise] = {
    "too_late": ngettext_lazy(
        "Trop tard pour %(n)d patient : cette liste demande une précaution, mais son avis est déjà en route, parti ou "
        "dans un tirage.",
        "Trop tard pour %(n)d patients : cette liste demande une précaution, mais leurs avis sont déjà en route, "
        "partis ou dans un tirage.",
        "n",
    ),
    "follow_up": ngettext_lazy(
        "%(n)d patient est déjà prévenu, mais cette liste dit que d’autres données sont concernées.",
        "%(n)d patients sont déjà prévenus, mais cette liste dit que d’autres données sont concernées.",
        "n",
    ),
    "held": ngettext_lazy(
        "%(n)d avis est retenu à cause de cette liste.", "%(n)d avis sont retenus à cause de cette liste.", "n"
    ),
    "taken_back": ngettext_lazy(
        "%(n)d lettre prête à imprimer est reprise et détruite.",
        "%(n)d lettres prêtes à imprimer sont reprises et détruites.",
        "n",
    ),
    "made_again": ngettext_lazy(
        "%(n)d lettre prête à imprimer sera refaite : d’autres données sont concernées.",
        "%(n)d lettres prêtes à imprimer seront refaites : d’autres données sont concernées.",
        "n",
    ),
}


def followed_sentences(followed: Mapping[str, int]) -> list[str]:
    """One for each code that happened, the gravest first."""
    return [str(sentence % {"n": followed[code]}) for code, sentence in SENTENCES.items() if followed.get(code)]
