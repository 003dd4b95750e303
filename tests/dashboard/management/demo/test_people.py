"""Synthetic people: odd as real ones are, and no one real."""

from datetime import date

import pytest

from notifier.dashboard.management.demo.people import HEADER, make_people, roster_csv
from notifier.rosters.rules.examine import examine

PEOPLE = [dict(zip(HEADER, row, strict=True)) for row in make_people(2000, seed=7)]


def share(count: int) -> float:
    return count / len(PEOPLE)


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(make_people(50, seed=1)) == list(make_people(50, seed=1))
    assert list(make_people(50, seed=1)) != list(make_people(50, seed=2))


def test_nobody_is_there_twice() -> None:
    assert len({(p["nom"], p["prénom"], p["date de naissance"]) for p in PEOPLE}) == len(PEOPLE)


def test_addresses_of_messages_are_reserved_ones() -> None:
    domains = {p["courriel"].rsplit("@", 1)[1] for p in PEOPLE if p["courriel"]}
    assert domains <= {"example.org", "example.com", "courriel.test", "famille.test"}


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("families share a mailbox", lambda: len({p["courriel"] for p in PEOPLE}) / len(PEOPLE)),
        ("no e-mail", lambda: share(sum(not p["courriel"] for p in PEOPLE))),
        ("minors", lambda: share(sum(p["date de naissance"][-4:] > "2008" for p in PEOPLE))),
        ("abroad", lambda: share(sum(bool(p["pays"]) for p in PEOPLE))),
        ("annotated", lambda: share(sum(p["niveau"] == "annoté" for p in PEOPLE))),
        ("care flags", lambda: share(sum(bool(p["précautions"]) for p in PEOPLE))),
        ("particles", lambda: share(sum(p["nom"][:3] in {"de ", "van", "Ben", "Le "} for p in PEOPLE))),
        ("accents", lambda: share(sum(not p["prénom"].isascii() for p in PEOPLE))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_oddity_occurs_and_none_rules(what: str, found: object) -> None:
    assert 0.003 < found() < 0.97, what  # type: ignore[operator]


def test_the_file_is_one_the_import_accepts() -> None:
    data = roster_csv(make_people(500, seed=3), repeat=97)
    found = examine(data, today=date(2026, 3, 4), confirmed=frozenset(), demo=True, physicians={"99990000001": "one"})
    assert (found.verdict, found.good, found.refused, found.duplicate) == ("accept", 500, 0, 5)
