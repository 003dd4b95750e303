"""What is known of one affected person: the content of a sealed row."""

import json
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

from notifier.lib import postal
from notifier.lib.text import fold
from notifier.rosters.choices import Language, Salutation, ToldHow

_CIVILITY = {
    (Salutation.MADAME, Language.FRENCH): "Mme ",
    (Salutation.MONSIEUR, Language.FRENCH): "M. ",
    (Salutation.MADAME, Language.ENGLISH): "Ms ",
    (Salutation.MONSIEUR, Language.ENGLISH): "Mr ",
}

_DAYS = ("birth_date", "told_on")


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Tidied text; an unknown value is empty, an unknown birth date None. Its repr shows nothing of the person."""

    family_name: str
    given_name: str
    birth_date: date | None = None
    street: tuple[str, ...] = ()
    postcode: str = ""
    town: str = ""
    country: str = ""
    email: str = ""
    telephone: str = ""
    insurer: str = ""
    salutation: Salutation = Salutation.NONE
    language: Language = Language.FRENCH
    # When, how and by whom the practice itself told them already, as far as its list says.
    told_on: date | None = None
    told_how: ToldHow = ToldHow.UNKNOWN
    told_by: str = ""

    def __repr__(self) -> str:
        return "<Person>"

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def to_bytes(self) -> bytes:
        """Compact JSON; what is empty is left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in _DAYS:
            if day := values[name]:
                values[name] = day.isoformat()
        filled = {name: value for name, value in values.items() if value}
        return json.dumps(filled, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Person":
        """The reverse of to_bytes; raises ValueError or TypeError for bytes it did not write."""
        values = json.loads(data)
        days = {name: date.fromisoformat(values[name]) for name in _DAYS if values.get(name)}
        return cls(**{
            **values,
            **days,
            "street": tuple(values.get("street", ())),
            "salutation": Salutation(values.get("salutation", "")),
            "language": Language(values["language"]),
            "told_how": ToldHow(values.get("told_how", "")),
        })  # fmt: skip


def address_lines(person: Person) -> tuple[str, ...]:
    """The envelope's lines from the name on: up to 6, abroad 7 (lib.postal); the civility is left out if too wide."""
    name = _CIVILITY.get((person.salutation, person.language), "") + person.full_name
    if len(name) > postal.MAX_WIDTH:
        name = person.full_name
    return postal.address_lines(name, person.street, person.postcode, person.town, person.country)


def address_problems(person: Person) -> tuple[str, ...]:
    """The codes of lib.postal.problems."""
    return postal.problems(person.full_name, person.street, person.postcode, person.town, person.country)


def identities(person: Person) -> tuple[str, ...]:
    """Who this is, for comparing: two rows are one person when they share one of these texts.

    Folded name and birth date, with the address, with the e-mail, or bare when there is neither. The first is the one
    a row is indexed by, unless it is a name and nothing else.
    """
    born = person.birth_date.isoformat() if person.birth_date else ""
    name = "|".join((fold(person.family_name), fold(person.given_name), born))
    address = fold(_address(person))
    found = []
    if address:
        found.append(f"{name}|address|{address}")
    if person.email:
        found.append(f"{name}|email|{email_identity(person.email)}")
    return tuple(found) or (f"{name}|",)


def is_surely_same(person: Person, shared: Collection[str]) -> bool:
    """Whether these identities, shared with another row, leave no doubt. A father and a son of one name live at one
    address: without a birth date only the e-mail tells that they are one, or that one message reaches both.
    """
    return person.birth_date is not None or any("|email|" in identity for identity in shared)


def is_name_only(person: Person) -> bool:
    """A name that stands alone must not be indexed: whoever could ask the index would guess it among a few thousand."""
    return person.birth_date is None and not person.email and not fold(_address(person))


def email_identity(email: str) -> str:
    """Upper and lower case are one address: no provider in use tells them apart. Dots and tags before the @ are kept:
    they are one mailbox with some providers and two with others.
    """
    return email.strip().lower()


def _address(person: Person) -> str:
    return " ".join((*person.street, person.postcode, person.town))
