from datetime import date

from notifier.notices.rules.masking import invented, masked
from notifier.rosters.choices import Language, Salutation
from notifier.rosters.rules.person import Person, address_lines

PERSON = Person(
    family_name="Canari-Étoilé",
    given_name="Anne-Zoé",
    birth_date=date(1980, 2, 1),
    street=("Apt 4", "14 RUE DES LILAS"),
    postcode="69003",
    town="LYON",
    email="zoe.canari@example.org",
    telephone="06 00 00 00 00",
    insurer="CPAM du Rhône",
    salutation=Salutation.MADAME,
)


def test_the_mask_is_as_long_as_the_person_and_keeps_initials_and_town() -> None:
    mask = masked(PERSON)
    assert (mask.given_name, mask.family_name) == ("Axxx-Xxx", "Cxxxxx-Xxxxxx")
    assert [line.lower() for line in mask.street] == ["xxx 0", "00 xxx xxx xxxxx"]
    assert mask.street[1].isupper()
    assert [len(line) for line in address_lines(mask)] == [len(line) for line in address_lines(PERSON)]


def test_nothing_else_of_the_person_is_left() -> None:
    shown = repr(masked(PERSON).to_bytes()).lower()
    assert [word for word in ("anne", "canari", "lilas", "69003", "cpam", "06 00", "zoe.") if word in shown] == []


def test_what_is_empty_stays_empty() -> None:
    assert masked(Person("C", "")) == Person("C", "")


def test_the_invented_one_can_be_written_to() -> None:
    person = invented(Language.ENGLISH)
    assert person.email.endswith("@example.org")
    assert (person.language, person.salutation) == (Language.ENGLISH, Salutation.NONE)
