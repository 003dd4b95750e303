"""Synthetic patients: no real person, real oddities. The same seed gives the same people."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

HEADER = (
    "nom", "prénom", "date de naissance", "rue", "complément", "code postal", "ville", "pays", "courriel",
    "téléphone", "caisse", "langue", "civilité", "niveau", "précautions",
)  # fmt: skip

_GIVEN = {
    "Mme": (
        "Élodie", "Anne-Sophie", "Maëlys", "Françoise", "Océane", "Noëlle", "Zoé", "Fatima", "Marie-Thérèse", "Inès",
        "Léa", "Chloé", "Aïcha", "Jeanne", "Solène", "Gaëlle", "Yasmine", "Béatrice", "Hélène", "Margaux",
    ),
    "M.": (
        "Jean-François", "Loïc", "Gaël", "Étienne", "Raphaël", "Mohamed", "Noël", "Théo", "François", "Benoît",
        "Jérôme", "Hugo", "Karim", "Anaël", "Pierre-Yves", "Rémi", "Cédric", "Ömer", "Maël", "Stéphane",
    ),
}  # fmt: skip
_FAMILY = (
    "Lefèvre", "de La Tour", "d’Œuvrard", "Le Goff", "Müller", "O’Connor", "Gonçalves", "Dupré-Lambert", "Nuñez",
    "Bérenger", "Ben Saïd", "van den Broek", "L’Hermitte", "Çelik", "Château", "Desrosiers", "Guérin", "Hébrard",
    "Jaoüen", "Kowalski", "Lacroix", "Maréchal", "N’Diaye", "Pécoud", "Quéméneur", "Rousseau", "Saint-Aubin",
    "Thévenot", "Vasseur", "Wójcik",
)  # fmt: skip
_SECOND = (
    "Aubry", "Blanchard", "Colin", "Delmas", "Estève", "Fournel", "Gillet", "Humbert", "Imbert", "Jourdan", "Klein",
    "Lemoine", "Mercier", "Noiret", "Olivier", "Poncet", "Renaud", "Sabatier", "Tissot", "Vidal",
)  # fmt: skip
_STREETS = (
    "rue de la République", "avenue des Fleurs", "boulevard du Général", "chemin des Écoliers", "place de l’Église",
    "impasse du Moulin", "allée des Tilleuls", "quai du Port", "rue Haute", "cours de l’Île",
)  # fmt: skip
_EXTRAS = ("", "", "", "Bâtiment B", "Appartement 12", "Résidence les Pins", "3e étage, porte gauche")
_TOWNS = (
    ("69003", "Lyon"), ("75011", "Paris"), ("13001", "Marseille"), ("31000", "Toulouse"), ("44000", "Nantes"),
    ("94240", "L’Haÿ-les-Roses"), ("20000", "Ajaccio"), ("97400", "Saint-Denis"), ("57000", "Metz"),
    ("01000", "Bourg-en-Bresse"), ("29200", "Brest"), ("98000", "Monaco"), ("33000", "Bordeaux"),
)  # fmt: skip
_ABROAD = (
    ("1000", "Bruxelles", "Belgique"), ("10115", "Berlin", "Allemagne"), ("1201", "Genève", "Suisse"),
    ("SW1A 1AA", "London", "Royaume-Uni"), ("105 57", "Αθήνα", "Grèce"),
)  # fmt: skip
_INSURERS = ("CPAM", "MSA", "MGEN", "CAMIEG", "")
_DOMAINS = ("example.org", "example.com", "courriel.test", "famille.test")
_CARE = ("décédé", "déjà informé", "ne pas écrire", "adresse confidentielle", "tutelle", "canal sûr")


@dataclass(frozen=True, slots=True)
class _Household:
    """People who live together and may share one mailbox."""

    family: str
    address: tuple[str, ...]
    email: str


def make_people(count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """`count` different people as rows under HEADER."""
    chance = random.Random(seed)  # noqa: S311 - invented people, no secret
    home: _Household | None = None
    for number in range(count):
        # A fifth of the people live with the one before; families share names, addresses and mailboxes.
        if home is None or chance.random() > 0.2:
            home = _household(chance, number)
        yield _person(chance, number, home)


def roster_csv(rows: Iterator[tuple[str, ...]], *, repeat: int = 0) -> bytes:
    """The file a practice would upload; every `repeat`-th row stands in it twice, as in real exports."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for number, row in enumerate(rows, start=1):
        writer.writerow(row)
        if repeat and number % repeat == 0:
            writer.writerow(row)
    return text.getvalue().encode("utf-8-sig")


def _household(chance: random.Random, number: int) -> _Household:
    family = chance.choice(_FAMILY)
    if chance.random() < 0.3:
        family = f"{family} {chance.choice(_SECOND)}"
    mailbox = f"foyer{number}@{chance.choice(_DOMAINS)}"
    return _Household(family, _address(chance), mailbox if chance.random() < 0.76 else "")


def _address(chance: random.Random) -> tuple[str, ...]:
    """Street, extra, postcode, town, country; three in a hundred abroad, three in a hundred unknown."""
    draw = chance.random()
    if draw < 0.03:
        return ("", "", "", "", "")
    street = f"{chance.randint(1, 120)}{chance.choice(('', '', '', ' bis', ' ter'))} {chance.choice(_STREETS)}"
    if draw < 0.06:
        return (street, "", *chance.choice(_ABROAD))
    return (street, chance.choice(_EXTRAS), *chance.choice(_TOWNS), "")


def _person(chance: random.Random, number: int, home: _Household) -> tuple[str, ...]:
    title = chance.choice(("Mme", "M."))
    # The given name carries the number in letters, so that no two people of a roster are the same by accident.
    given = f"{chance.choice(_GIVEN[title])} {_letters(number)}"
    return (
        home.family,
        given,
        _birth_date(chance),
        *home.address,
        home.email,
        f"06 00 {chance.randint(10, 99)} {chance.randint(10, 99)} {chance.randint(10, 99)}",
        chance.choice(_INSURERS),
        "en" if chance.random() < 0.04 else "fr",
        title if chance.random() < 0.95 else "",
        "annoté" if chance.random() < 0.02 else "administratif",
        chance.choice(_CARE) if chance.random() < 0.01 else "",
    )


def _birth_date(chance: random.Random) -> str:
    """Mostly adults, eight in a hundred minors in 2026, two unknown."""
    draw = chance.random()
    if draw < 0.02:
        return ""
    year = chance.randint(2009, 2024) if draw < 0.10 else chance.randint(1932, 2007)
    return f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{year}"


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA ... written as a name: Aa, Ab."""
    word = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        word = chr(ord("a") + place) + word
    return word.capitalize()
