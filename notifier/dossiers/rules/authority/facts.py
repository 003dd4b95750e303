"""What is known about one case, as values; gathered by queries.authority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from notifier.law.decisions.shapes import Telling
from notifier.law.risk import Risk
from notifier.law.words import Words
from notifier.rosters.choices import Category


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or an organisation, and how to reach them; `reach` is empty where nobody said."""

    name: str
    reach: str = ""


@dataclass(frozen=True, slots=True)
class ControllerFacts:
    """The letterhead, who speaks for the controller, and the officer of the office it mandated."""

    organisation: Contact
    siren: str
    is_self_employed: bool
    legal: Contact | None
    officer: Contact | None


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """What happened, as far as the controller took the vendor's facts over; `what` is empty until it did."""

    title: str
    vendor: str
    began_on: date
    ended_on: date | None
    categories: tuple[Category, ...]
    what: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Counts of the affected; `minors` may hold those who came of age this year."""

    affected: int
    minors: int
    vulnerable: int


@dataclass(frozen=True, slots=True)
class Told:
    """What delivery says now: how many were informed and since when, and of the others how many for which reason."""

    informed: int = 0
    first_on: date | None = None
    untold: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annex:
    """The common annex of the newest facts; `sha256` is empty until it was first made."""

    number: int
    file_name: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """All that is known of the case. `risk` and `telling` are the controller's decisions, None until taken; `people`
    is None until a list was imported.
    """

    reference: str
    controller: ControllerFacts
    breach: BreachFacts
    aware_at: datetime
    is_filed: bool = False
    earlier_number: str = ""
    vendor_told_on: date | None = None
    people: People | None = None
    told: Told = Told()
    message: str = ""
    risk: Risk | None = None
    telling: Telling | None = None
    annex: Annex | None = None


# Why someone was not informed: the reasons to hold a notice and the states it can be in (notices.choices).
UNTOLD: dict[str, Words] = {
    "unowed": Words("avis pas encore préparé", "notice not yet prepared"),
    "moving": Words("envoi en cours", "being sent"),
    "paper": Words(
        "lettre faite, dont le dépôt à la poste n’est pas établi", "letter made, its posting not established"
    ),
    "in_doubt": Words("envoi dans le doute", "sending in doubt"),
    "failed": Words("envoi échoué", "sending failed"),
    "withdrawn": Words(
        "avis retiré : personne décédée ou données effacées", "notice withdrawn: person deceased or data erased"
    ),
    "no_channel": Words("ni courriel ni adresse utilisable", "neither e-mail nor usable address"),
    "deceased": Words("personne décédée", "person deceased"),
    "minor_annotated": Words("mineur dont des notes ont fui", "minor whose notes leaked"),
    "minor_secret": Words("mineur qui a demandé le secret", "minor who asked for secrecy"),
    "protected_adult": Words("majeur protégé", "protected adult"),
    "do_not_post": Words("ne veut pas de courrier", "wants no post"),
    "text_not_approved": Words("texte qui reste à approuver", "text still to be approved"),
    "safe_channel": Words("à joindre seulement par un moyen sûr", "to be reached by a safe channel only"),
    "confidential_address": Words("adresse confidentielle", "confidential address"),
    "already_told": Words("déjà informé, d’après la liste", "already told, says the list"),
    "to_tell": Words("à prévenir en personne, pas encore fait", "to be told in person, not yet done"),
    "separated_parents": Words("mineur dont les parents sont séparés", "minor whose parents are separated"),
    "shared_email": Words(
        "notes dans la fuite, adresse électronique partagée", "notes in the leak, e-mail address shared"
    ),
    "shared_address": Words("notes dans la fuite, adresse postale partagée", "notes in the leak, address shared"),
    "long_unseen": Words(
        "notes dans la fuite, pas vu depuis plus de dix ans", "notes in the leak, not seen for over ten years"
    ),
    "care_unknown": Words("notes dans la fuite, précautions inconnues", "notes in the leak, care not known"),
}
CATEGORIES: dict[Category, Words] = {
    Category.IDENTITY: Words("nom et prénom", "name"),
    Category.BIRTH_DATE: Words("date de naissance", "date of birth"),
    Category.ADDRESS: Words("adresse postale", "postal address"),
    Category.TELEPHONE: Words("téléphone", "telephone"),
    Category.EMAIL: Words("adresse électronique", "e-mail address"),
    Category.INSURER: Words("caisse d’assurance maladie", "health insurance fund"),
    Category.ANNOTATIONS: Words("notes du médecin", "doctor’s notes"),
}
# Row 70. The insurer is no number of anyone: it stands under "others".
TYPES: dict[Category, str] = {
    Category.IDENTITY: "a",
    Category.BIRTH_DATE: "a",
    Category.ADDRESS: "b",
    Category.TELEPHONE: "b",
    Category.EMAIL: "b",
    Category.INSURER: "u",
    Category.ANNOTATIONS: "k",
}
