"""People of one household: one mailbox written in several ways, one address likewise."""

import pytest

from notifier.rosters.rules.person import Person
from notifier.rosters.rules.sharing import household, mailbox


def at(*street: str, postcode: str = "69003", town: str = "Lyon", name: str = "Canari") -> Person:
    return Person(name, "Luc", street=street, postcode=postcode, town=town)


@pytest.mark.parametrize("other", [
    "canari@example.org", "Canari@Example.ORG", "ca.nari@example.org", "canari+luc@example.org",
    " CA.NARI+medecin@example.org ",
])  # fmt: skip
def test_a_couple_writes_its_mailbox_in_many_ways(other: str) -> None:
    assert mailbox("canari@example.org") == mailbox(other)


@pytest.mark.parametrize(("one", "other"), [
    ("canari@example.org", "canari@example.com"),
    ("luc.canari@example.org", "lea.canari@example.org"),
])  # fmt: skip
def test_other_mailboxes_are_others(one: str, other: str) -> None:
    assert mailbox(one) != mailbox(other)


def test_one_provider_has_two_names() -> None:
    assert mailbox("luc.canari@googlemail.com") == mailbox("luccanari@gmail.com")


@pytest.mark.parametrize("other", [
    at("12, Avenue du Général Leclerc"), at("12 av. du Gal Leclerc"), at("12 AVE DU GENERAL LECLERC"),
    # Another family name, another spelling of the town: still the same door.
    at("12 avenue du général leclerc", name="Merle"), at("12 avenue du Général Leclerc", town="LYON 3E"),
])  # fmt: skip
def test_one_door_is_one_household_however_it_is_written(other: Person) -> None:
    assert household(at("12 avenue du Général Leclerc")) == household(other)


@pytest.mark.parametrize("other", [
    at("14 avenue du Général Leclerc"), at("12 avenue du Général Leclerc", postcode="75011", town="Paris"),
    at("Bâtiment B", "12 avenue du Général Leclerc"),
])  # fmt: skip
def test_another_door_is_another_household(other: Person) -> None:
    assert household(at("12 avenue du Général Leclerc")) != household(other)


@pytest.mark.parametrize("person", [at(), at(postcode="", town=""), at("12 rue du Port", postcode="", town="")])
def test_no_address_is_shared_with_nobody(person: Person) -> None:
    assert household(person) == ""
