"""Ease of identification (ENISA 2013, Annex 2): per identifier four levels, not all of which exist; the highest counts.

ENISA adds that a combination "automatically increases" the ease: it shows in the levels, which name combinations.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from notifier.law.words import Words

NEGLIGIBLE, LIMITED, SIGNIFICANT, MAXIMUM = (Decimal(text) for text in ("0.25", "0.50", "0.75", "1.00"))


class Identifier(StrEnum):
    """What a person can be told by."""

    NAME = "name"
    NATIONAL_NUMBER = "national_number"
    CONTACT = "contact"
    EMAIL = "email"
    PICTURE = "picture"
    CODE = "code"


LEVELS: dict[Identifier, dict[Decimal, Words]] = {
    Identifier.NAME: {
        NEGLIGIBLE: Words("nom porté par beaucoup dans le pays", "a name many share in the country"),
        LIMITED: Words("nom porté par peu de personnes dans le pays", "a name few share in the country"),
        SIGNIFICANT: Words("nom rare dans une petite ville", "a name few or none share in a small town"),
        MAXIMUM: Words("nom avec date de naissance et adresse électronique", "name with date of birth and e-mail"),
    },
    Identifier.NATIONAL_NUMBER: {
        NEGLIGIBLE: Words("numéro seul", "the number alone"),
        SIGNIFICANT: Words("numéro parlant, lié à d’autres données", "a telling number, linked to other data"),
        MAXIMUM: Words("avec les données de référence, nom ou photo", "with its reference data, name or picture"),
    },
    Identifier.CONTACT: {
        NEGLIGIBLE: Words("téléphone ou adresse hors annuaire", "telephone or address, unlisted"),
        LIMITED: Words("hors annuaire, dans une petite ville", "unlisted, in a small town"),
        MAXIMUM: Words("dans un annuaire public", "in a public directory"),
    },
    Identifier.EMAIL: {
        NEGLIGIBLE: Words("sans nom, adresse secondaire", "no name in it, a secondary address"),
        SIGNIFICANT: Words("sans nom, mais trouvée par une recherche", "no name in it, but found by a search"),
        MAXIMUM: Words("avec le nom, trouvée par une recherche", "with the name, found by a search"),
    },
    Identifier.PICTURE: {
        NEGLIGIBLE: Words("image vague", "a vague picture"),
        LIMITED: Words("image vague avec son contexte", "a vague picture with its context"),
        SIGNIFICANT: Words("image nette, seule", "a clear picture alone"),
        MAXIMUM: Words("image nette avec d’autres données", "a clear picture with other data"),
    },
    Identifier.CODE: {
        NEGLIGIBLE: Words("pseudonyme sans lien", "an alias linked to nothing"),
        SIGNIFICANT: Words("révèle des données, et lié à d’autres", "reveals some data and is linked to other data"),
        MAXIMUM: Words("avec le nom ou les données de référence", "with the full name or the reference data"),
    },
}


@dataclass(frozen=True, slots=True)
class Identification:
    """One identifier in the leaked data, and how easily it leads to the person."""

    identifier: Identifier
    level: Decimal

    @property
    def exists(self) -> bool:
        """Whether the table has that level for that identifier: a national number has no 0.50, for one."""
        return self.level in LEVELS[self.identifier]


def ease(identifications: tuple[Identification, ...]) -> Identification:
    """The one that leads to the person most easily; ValueError when there is none."""
    return max(identifications, key=lambda one: one.level)
