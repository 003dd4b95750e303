"""Circumstances of the breach (ENISA 2013, Annex 3): what was lost and how, added up; malicious intent adds its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from notifier.law.words import Words


class Dimension(StrEnum):
    """What is added: of each dimension the gravest circumstance, once."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"
    INTENT = "intent"


class Circumstance(StrEnum):
    """The cases of Annex 3."""

    LOST_OR_DISCARDED = "lost_or_discarded"
    KNOWN_RECIPIENTS = "known_recipients"
    UNKNOWN_RECIPIENTS = "unknown_recipients"
    WEBSITE_PUBLIC = "website_public"
    RESTORED_BEFORE_USE = "restored_before_use"
    ALTERED_RECOVERABLE = "altered_recoverable"
    ALTERED_FOR_GOOD = "altered_for_good"
    COPIES_EXIST = "copies_exist"
    RECONSTRUCTIBLE = "reconstructible"
    LOST_FOR_GOOD = "lost_for_good"
    MALICIOUS = "malicious"


@dataclass(frozen=True, slots=True)
class Weight:
    """What a circumstance adds, in its dimension."""

    dimension: Dimension
    value: Decimal
    words: Words


_NONE, _SOME, _FULL = (Decimal(text) for text in ("0.00", "0.25", "0.50"))

WEIGHTS: dict[Circumstance, Weight] = {
    Circumstance.LOST_OR_DISCARDED: Weight(Dimension.CONFIDENTIALITY, _NONE, Words(
        "fichier ou appareil perdu en route, matériel jeté", "file or device lost on the way, equipment disposed of")),
    Circumstance.KNOWN_RECIPIENTS: Weight(Dimension.CONFIDENTIALITY, _SOME, Words(
        "vu par des personnes connues", "seen by known recipients")),
    Circumstance.UNKNOWN_RECIPIENTS: Weight(Dimension.CONFIDENTIALITY, _FULL, Words(
        "vu par un nombre inconnu de personnes, vendu ou publié", "seen by unknown recipients, sold or published")),
    # Even with no access known: a trap, since other tables give it nothing.
    Circumstance.WEBSITE_PUBLIC: Weight(Dimension.CONFIDENTIALITY, _FULL, Words(
        "site ouvert au public par erreur, même sans accès constaté",
        "a website public by mistake, even with no access known")),
    Circumstance.RESTORED_BEFORE_USE: Weight(Dimension.INTEGRITY, _NONE, Words(
        "modifié puis rétabli avant tout usage", "altered, restored before use")),
    Circumstance.ALTERED_RECOVERABLE: Weight(Dimension.INTEGRITY, _SOME, Words(
        "modifié, peut-être mal utilisé, réparable (un dossier médical compris)",
        "altered, possibly misused, recoverable (a medical file included)")),
    Circumstance.ALTERED_FOR_GOOD: Weight(Dimension.INTEGRITY, _FULL, Words(
        "modifié, peut-être mal utilisé, irréparable", "altered, possibly misused, not recoverable")),
    Circumstance.COPIES_EXIST: Weight(Dimension.AVAILABILITY, _NONE, Words(
        "d’autres copies existent", "other copies exist")),
    Circumstance.RECONSTRUCTIBLE: Weight(Dimension.AVAILABILITY, _SOME, Words(
        "reconstituable avec du travail ou auprès de la personne",
        "reconstructible with some work, or from the person")),
    Circumstance.LOST_FOR_GOOD: Weight(Dimension.AVAILABILITY, _FULL, Words(
        "sans sauvegarde, et la personne ne peut les redonner", "no backup, and the person cannot resupply")),
    Circumstance.MALICIOUS: Weight(Dimension.INTENT, _FULL, Words(
        "acte voulu, contre l’organisme ou les personnes", "intentional, against the controller or the people")),
}  # fmt: skip


def counted(circumstances: Iterable[Circumstance]) -> tuple[Circumstance, ...]:
    """The gravest of each dimension, in the order of the dimensions."""
    found: dict[Dimension, Circumstance] = {}
    for one in sorted(set(circumstances), key=list(Circumstance).index):
        dimension = WEIGHTS[one].dimension
        if dimension not in found or WEIGHTS[one].value > WEIGHTS[found[dimension]].value:
            found[dimension] = one
    return tuple(found[dimension] for dimension in Dimension if dimension in found)


def aggravation(circumstances: Iterable[Circumstance]) -> Decimal:
    """What they add up to: nought to two, in quarters."""
    return sum((WEIGHTS[one].value for one in counted(circumstances)), _NONE)
