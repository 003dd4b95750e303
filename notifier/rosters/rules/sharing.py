"""Who may open another's notice: people who share a mailbox or live at one address.

Each may be written to, but not always by what they share: whoever opens a common mailbox learns that the other is a
patient here, and of an annotated one more than that (CSP L1110-4). Unlike the identities of a person these keys may be
too wide: what they find is looked at by the physician, and nobody is taken for somebody else.
"""

from notifier.lib.text import fold
from notifier.rosters.rules.person import Person

_ONE_PROVIDER = {"googlemail.com": "gmail.com"}
# As people shorten them in addresses; compared folded.
_SHORT = {
    "r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard",
    "all": "allee", "imp": "impasse", "ch": "chemin", "che": "chemin", "chem": "chemin", "pl": "place", "rte": "route",
    "sq": "square", "crs": "cours", "fg": "faubourg", "fbg": "faubourg", "res": "residence", "bat": "batiment",
    "apt": "appartement", "appt": "appartement", "app": "appartement", "esc": "escalier", "st": "saint",
    "ste": "sainte", "gal": "general", "dr": "docteur", "pdt": "president",
}  # fmt: skip


def mailbox(email: str) -> str:
    """The mailbox an address probably leads to: upper and lower case, dots and a tag after `+` make no difference."""
    local, _, domain = email.strip().lower().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{_ONE_PROVIDER.get(domain, domain)}"


def household(person: Person) -> str:
    """The address people of one household share, its shortened words written out; empty without one."""
    words = [_SHORT.get(word, word) for word in fold(" ".join(person.street)).split()]
    place = fold(person.postcode) or fold(person.town)
    return " ".join([*words, place]) if words and place else ""
