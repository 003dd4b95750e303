"""A person whose letter looks like the real one and says nothing of who it is."""

import re
from dataclasses import replace

from notifier.rosters.choices import Language, Salutation
from notifier.rosters.rules.person import Person

_SMALL = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_MAIL = "x@example.org"


def masked(person: Person) -> Person:
    """As long as the real one, line by line: of the name the initials stay, of the address the town (as in lists)."""
    return replace(
        person,
        given_name=_keep_first(person.given_name),
        family_name=_keep_first(person.family_name),
        street=tuple(_shape(line) for line in person.street),
        postcode=_DIGIT.sub("0", person.postcode),
        email=_MAIL if person.email else "",
        telephone="",
        insurer="",
    )


def invented(language: Language) -> Person:
    """Nobody: for a text that no one of the list would get."""
    return Person(
        family_name="Exemple",
        given_name="Camille",
        street=("1 RUE DE L EXEMPLE",),
        postcode="00000",
        town="EXEMPLEVILLE",
        email=_MAIL,
        salutation=Salutation.NONE,
        language=language,
    )


def _keep_first(name: str) -> str:
    return name[:1] + _shape(name[1:])


def _shape(text: str) -> str:
    """Small letters for small ones, capitals for capitals, noughts for digits; all else as it is."""
    letters = _SMALL.sub(lambda found: "X" if found.group().isupper() else "x", text)
    return _DIGIT.sub("0", letters)
