"""ENISA's own examples of contexts (2013, Annex 1): twelve kinds of data at four scores each, and credentials.

Shown beside the choice of an adjustment, and tried as tests. In our own words.
"""

from dataclasses import dataclass

from notifier.law.severity.context import ADJUSTMENTS, BASES, Adjustment, Category, DataItem, adjustments_of
from notifier.law.words import Words


@dataclass(frozen=True, slots=True)
class Example:
    """One kind of data, and what it looks like at score 1, 2, 3 and 4."""

    name: str
    category: Category
    at: tuple[Words, Words, Words, Words]


_FIN, _BEH, _SIM, _SEN = Category.FINANCIAL, Category.BEHAVIOURAL, Category.SIMPLE, Category.SENSITIVE


def _four(*pairs: tuple[str, str]) -> tuple[Words, Words, Words, Words]:
    one, two, three, four = (Words(fr, en) for fr, en in pairs)
    return one, two, three, four


EXAMPLES = (
    Example("names_and_telephones", _SIM, _four(
        ("supermarché", "supermarket"), ("voitures de luxe", "luxury cars"),
        ("pharmacie en ligne pour le diabète", "online pharmacy for diabetes"),
        ("policiers infiltrés", "undercover police"))),
    Example("curricula", _SIM, _four(
        ("site d’emploi", "career site"), ("aide aux chômeurs", "help for the unemployed"),
        ("association de droits homosexuels", "gay-rights body"),
        ("aide à l’emploi d’anciens toxicomanes", "job aid for former drug addicts"))),
    Example("names_and_addresses", _SIM, _four(
        ("fleuriste", "flower shop"), ("banque d’investissement", "investment bank"),
        ("librairie pour adultes", "adult bookshop"),
        ("personnes accusées de violences sur enfants", "people accused of child abuse"))),
    Example("calls", _BEH, _four(
        ("assistance d’un opérateur", "helpdesk of a provider"), ("une semaine", "one week"), ("une année", "one year"),
        ("ligne d’écoute pour maladie grave", "support line for serious illness"))),
    Example("loyalty_card", _BEH, _four(
        ("points", "points"), ("un mois", "one month"), ("transports, une année", "transport, one year"),
        ("achats en pharmacie", "pharmacy purchases"))),
    Example("social_network", _BEH, _four(
        ("données publiques", "public data"), ("un mois de publications", "one month of posts"),
        ("une année de publications", "one year of posts"),
        ("messages privés, santé ou sexualité", "private messages on health or sex"))),
    Example("bank", _FIN, _four(
        ("courrier de client", "a client’s letter"), ("un jour d’opérations", "one day of transactions"),
        ("soldes d’un mois", "balances of one month"), ("une année et opérations", "one year with transactions"))),
    Example("income", _FIN, _four(
        ("déclaré : oui", "filed: yes"), ("taux d’imposition", "tax rate"),
        ("une année, tout le détail", "one year, all fields"), ("dix années", "ten years"))),
    Example("cards", _FIN, _four(
        ("carte de plus de dix ans", "a card over ten years old"), ("données partielles", "partial details"),
        ("partielles, et une année d’achats", "partial, with one year of purchases"),
        ("données complètes", "full details"))),
    Example("blood_test", _SEN, _four(
        ("bilan général effectué", "a general test was done"),
        ("analyse faite aux urgences", "a test was done in an emergency room"),
        ("analyse pour une maladie précise", "a test for one disease"), ("résultats", "the results"))),
    Example("politics", _SEN, _four(
        ("élus", "public office holders"), ("soirée caritative", "charity event"),
        ("congrès de parti", "party conference"), ("opinions sur un forum fermé", "opinions in a closed forum"))),
    Example("sex_life", _SEN, _four(
        ("noms d’un forum sur le couple", "names of a relationship forum"),
        ("noms d’un site de rencontre", "names of a dating site"),
        ("noms d’un site de rencontre selon l’orientation", "names of a gay or straight dating site"),
        ("orientation déclarée", "declared orientation"))),
)  # fmt: skip

# Credentials take the category of what they open, so each score has its own.
CREDENTIALS: tuple[tuple[int, Category, Words], ...] = (
    (1, _SIM, Words("boutique de musique", "music store")),
    (2, _BEH, Words("historique d’achats de supermarché", "supermarket history")),
    (3, _BEH, Words("réseau social", "social network")),
    (3, _FIN, Words("portail des impôts", "tax portal")),
    (4, _FIN, Words("banque en ligne", "online banking")),
    (4, _SEN, Words("communauté à caractère sexuel", "sexual community")),
)


def adjustment_for(category: Category, score: int) -> Adjustment | None:
    """The row of the table that gives a category that score; None where it is the base. LookupError if none does."""
    if BASES[category] == score:
        return None
    for one in adjustments_of(category):
        if ADJUSTMENTS[one].score == score:
            return one
    raise LookupError(f"no row gives {category} the score {score}")


def item_of(example: Example, score: int) -> DataItem:
    """The example at one of its scores, as it would be put into the method."""
    adjustment = adjustment_for(example.category, score)
    return DataItem(example.name, example.category, adjustment, example.at[score - 1])
