from datetime import date

import pytest

from notifier.rosters.choices import CareFlag, Language, Salutation, Tier, ToldHow
from notifier.rosters.rules import values

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1980-02-01", date(1980, 2, 1)),
        ("1980-02-01 00:00:00", date(1980, 2, 1)),
        ("1980-02-01T00:00:00.000", date(1980, 2, 1)),
        ("01/02/1980", date(1980, 2, 1)),
        ("1.2.1980", date(1980, 2, 1)),
        ("01-02-1980", date(1980, 2, 1)),
        ("19800201", date(1980, 2, 1)),
        ("29/02/2000", date(2000, 2, 29)),
        ("04/03/2026", TODAY),
        ("05/03/2026", None),
        ("29/02/1999", None),
        ("02/31/1980", None),
        ("01/02/80", None),
        ("00/00/1950", None),
        ("01/01/1895", None),
        ("0000-01-01", None),
        ("29252", None),
        ("inconnue", None),
    ],
)
def test_birth_dates(text: str, expected: date | None) -> None:
    assert values.read_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Tier.ADMINISTRATIVE),
        ("Administratif", Tier.ADMINISTRATIVE),
        ("annoté", Tier.ANNOTATED),
        ("ANNOTATED", Tier.ANNOTATED),
        ("2", None),
    ],
)
def test_tiers(text: str, expected: Tier | None) -> None:
    assert values.read_tier(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", Language.FRENCH), ("FR", Language.FRENCH), ("Anglais", Language.ENGLISH), ("en-GB", Language.ENGLISH)],
)
def test_languages(text: str, expected: Language) -> None:
    assert values.read_language(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", Salutation.NONE), ("M.", Salutation.MONSIEUR), ("Mme", Salutation.MADAME), ("Mlle", Salutation.MADAME)],
)
def test_salutations(text: str, expected: Salutation) -> None:
    assert values.read_salutation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", frozenset()),
        ("décédé", {CareFlag.DECEASED}),
        ("ne pas poster, adresse confidentielle", {CareFlag.DO_NOT_POST, CareFlag.CONFIDENTIAL_ADDRESS}),
        ("safe_channel|minor_secret", {CareFlag.SAFE_CHANNEL, CareFlag.MINOR_SECRET}),
        ("décédé, fragile", None),
    ],
)
def test_care_words(text: str, expected: frozenset[CareFlag] | None) -> None:
    assert values.read_care(text) == expected


@pytest.mark.parametrize("flag", CareFlag)
def test_every_care_flag_is_known_by_its_own_name(flag: CareFlag) -> None:
    assert values.read_care(flag.value) == {flag}


@pytest.mark.parametrize(
    ("text", "flag", "expected"),
    [
        ("oui", CareFlag.DECEASED, True),
        ("X", CareFlag.DO_NOT_POST, True),
        ("1", CareFlag.DO_NOT_POST, True),
        ("", CareFlag.DECEASED, False),
        ("Non", CareFlag.DECEASED, False),
        ("03/02/2026", CareFlag.DECEASED, True),
        ("03/02/2026", CareFlag.DO_NOT_POST, None),
        ("peut-être", CareFlag.DECEASED, None),
    ],
)
def test_care_columns(text: str, flag: CareFlag, expected: bool | None) -> None:
    assert values.read_flag(text, flag, TODAY) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zoe@example.org", "zoe@example.org"),
        ("Zoe.Canari+x@Example.ORG", "Zoe.Canari+x@example.org"),
        ("o'hara@example.org", "o'hara@example.org"),
        ("zoe@exämple.org", "zoe@xn--exmple-cua.org"),
        ("zoé@example.org", None),
        ("zoe@", None),
        ("@example.org", None),
        ("zoe", None),
        ("zoe@example", None),
        ("zoe..c@example.org", None),
        ("zoe@exa mple.org", None),
        ("Zoé <zoe@example.org>", None),
        ("zoe@example.org, luc@example.org", None),
        ("zoe@site.test", None),
        ("zoe@[127.0.0.1]", None),
        (f"{'z' * 65}@example.org", None),
        (f"zoe@{'e' * 250}.org", None),
        ("zoe@example.org\r\nBcc: x@example.org", None),
    ],
)
def test_emails(text: str, expected: str | None) -> None:
    assert values.read_email(text, demo=False) == expected


@pytest.mark.parametrize(
    "text",
    ["zoe@example.org", "zoe@mail.example.com", "zoe@example.net", "zoe@site.test", "zoe@a.example", "zoe@b.invalid",
     "zoe@localhost"],
)  # fmt: skip
def test_a_demo_takes_the_reserved_domains(text: str) -> None:
    email = values.read_email(text, demo=True)

    assert email == text
    assert values.is_reserved(text)


@pytest.mark.parametrize("text", ["zoe@free.fr", "zoe@example.org.fr", "zoe@notexample.org", "zoe@testing", "zoe@a.b"])
def test_other_domains_are_not_reserved(text: str) -> None:
    assert not values.is_reserved(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("zoe@gmial.com", True), ("zoe@wanado.fr", True), ("zoe@free.con", True), ("zoe@free.fr", False)],
)
def test_near_misses_of_great_providers_are_seen(text: str, expected: bool) -> None:
    assert values.is_typo(text) is expected


def test_other_languages_and_titles_are_unknown() -> None:
    assert (values.read_language("de"), values.read_salutation("Dr")) == (None, None)


@pytest.mark.parametrize(("text", "how"), [
    ("En consultation", ToldHow.IN_PERSON), ("by phone", ToldHow.TELEPHONE), ("Tél.", ToldHow.TELEPHONE),
    ("visio", ToldHow.VIDEO), ("Courrier", ToldHow.LETTER), ("messagerie sécurisée", ToldHow.MESSAGE),
    ("", ToldHow.UNKNOWN), ("pigeon", None),
])  # fmt: skip
def test_ways_of_telling(text: str, how: ToldHow | None) -> None:
    assert values.read_told_how(text) == how
