"""By what a person is known again in another practice's list."""

from notifier.lib.text import fold
from notifier.rosters.rules.person import Person, email_identity


def common_identities(person: Person) -> tuple[tuple[str, str], ...]:
    """Pairs of topic and text: the e-mail address; name and birth date where the birth date is known. A name alone is
    never compared: it says too little of who it is, and would be guessed too easily.
    """
    found = []
    if person.email:
        found.append(("email", email_identity(person.email)))
    if person.birth_date:
        name = "|".join((fold(person.family_name), fold(person.given_name), person.birth_date.isoformat()))
        found.append(("person", name))
    return tuple(found)
