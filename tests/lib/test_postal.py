import pytest

from notifier.lib.postal import (
    address_lines,
    country_code,
    is_french,
    normal_line,
    normal_postcode,
    normal_street,
    problems,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Haÿ-les-Roses", "L HAY LES ROSES"),
        ("12 bis, rue du Sacré-Cœur", "12 BIS RUE DU SACRE COEUR"),
        ("Saint-Étienne  Cedex 2", "SAINT ETIENNE CEDEX 2"),
        ("Bât. Æ", "BAT AE"),
        ("...", ""),
    ],
)
def test_a_line_is_capitals_without_accents_or_punctuation(text: str, expected: str) -> None:
    assert normal_line(text) == expected


def test_an_address_in_france_has_no_blank_line_and_no_country() -> None:
    lines = address_lines(
        "Mme Zoé Le Goff", ("Appt 12", "", "3, allée des Ormes"), "94 240", "L'Haÿ-les-Roses", "France"
    )

    assert lines == ("Mme Zoé Le Goff", "APPT 12", "3 ALLEE DES ORMES", "94240 L HAY LES ROSES")


@pytest.mark.parametrize(
    ("country", "postcode", "town", "last"),
    [
        ("BE", "1000", "Bruxelles", ("1000 BRUXELLES", "BELGIQUE")),
        ("Switzerland", "1204", "Genève", ("1204 GENEVE", "SUISSE")),
        ("Royaume-Uni", "sw1a 1aa", "London", ("LONDON SW1A 1AA", "ROYAUME UNI")),
        ("Côte d'Ivoire", "", "Abidjan", ("ABIDJAN", "COTE D IVOIRE")),
    ],
)
def test_abroad_the_country_is_the_last_line(country: str, postcode: str, town: str, last: tuple[str, str]) -> None:
    assert address_lines("Zoé Le Goff", ("1 rue X",), postcode, town, country)[-2:] == last


@pytest.mark.parametrize("country", ["", "France", "FR", " fra ", "Monaco", "La Réunion", "Polynésie française"])
def test_these_are_served_by_the_french_post(country: str) -> None:
    assert is_french(country)


@pytest.mark.parametrize("country", ["Belgique", "BE", "Francfort"])
def test_these_are_abroad(country: str) -> None:
    assert not is_french(country)


@pytest.mark.parametrize(
    ("postcode", "country", "expected"),
    [("75 012", "", "75012"), ("F-75012", "France", "75012"), ("ec1 2b", "GB", "EC1 2B")],
)
def test_a_postcode_is_written_one_way(postcode: str, country: str, expected: str) -> None:
    assert normal_postcode(postcode, country) == expected


@pytest.mark.parametrize(
    "postcode", ["75012", "01000", "20090", "20200", "97110", "97600", "98000", "98800", "98713", "00100", "95999"]
)
def test_french_postcodes_are_known(postcode: str) -> None:
    assert problems("Zoé Le Goff", ("1 rue X",), postcode, "Ville", "") == ()


@pytest.mark.parametrize("postcode", ["1000", "7501", "750123", "96000", "99123", "2A004", "97900", "98100", "7501O"])
def test_what_is_no_french_postcode_is_named(postcode: str) -> None:
    assert problems("Zoé Le Goff", ("1 rue X",), postcode, "Ville", "") == ("postcode_format",)


@pytest.mark.parametrize(
    ("name", "street", "postcode", "town", "country", "expected"),
    [
        ("", ("1 rue X",), "75012", "Paris", "", ("name_missing",)),
        ("Z", (), "75012", "Paris", "", ("street_missing",)),
        ("Z", ("-",), "75012", "Paris", "", ("street_missing",)),
        ("Z", (), "38043", "Grenoble Cedex 9", "", ()),
        ("Z", ("1 rue X",), "", "Paris", "", ("postcode_missing",)),
        ("Z", ("1 rue X",), "75012", "", "", ("town_missing",)),
        ("Z", ("1 rue X",), "", "Dublin", "IE", ()),
        ("Z", ("1 rue X",), "1", "Lieu", "QX", ("country_code",)),
        ("Z", ("x" * 38,), "75012", "Paris", "", ()),
        ("Z", ("x" * 39,), "75012", "Paris", "", ("line_too_long",)),
        ("Z" * 39, ("1 rue X",), "75012", "Paris", "", ("line_too_long",)),
        ("Z", ("a", "b", "c", "d"), "75012", "Paris", "", ()),
        ("Z", ("a", "b", "c", "d", "e"), "75012", "Paris", "", ("too_many_lines",)),
        ("Z", ("a", "b", "c", "d"), "1000", "Bruxelles", "BE", ()),
    ],
)
def test_what_keeps_a_letter_from_arriving_is_named(
    name: str, street: tuple[str, ...], postcode: str, town: str, country: str, expected: tuple[str, ...]
) -> None:
    assert problems(name, street, postcode, town, country) == expected


def test_nothing_is_cut() -> None:
    long = "RUE DU GENERAL " + "X" * 60

    assert address_lines("Z", (long,), "75012", "Paris", "") == ("Z", long, "75012 PARIS")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 bis, rue des Lilas", "5 B RUE DES LILAS"),
        ("5bis rue des Lilas", "5 B RUE DES LILAS"),
        ("5 B rue des Lilas", "5 B RUE DES LILAS"),
        ("7 TER RUE X", "7 T RUE X"),
        ("7 quater rue X", "7 Q RUE X"),
        ("12/14 avenue Foch", "12 AVENUE FOCH"),
        ("4 à 8, rue du Port", "4 RUE DU PORT"),
        ("4-8 rue du Port", "4 RUE DU PORT"),
        ("Bât. 12/14", "BAT 12 14"),
        ("12 rue du 8 mai 1945", "12 RUE DU 8 MAI 1945"),
        ("3 rue Terrasse", "3 RUE TERRASSE"),
        ("AVENUE DES FLEURS", "AVENUE DES FLEURS"),
        # 33 to 38 characters: may be shortened and fits, so it stays as it is.
        ("12 boulevard du Maréchal de Lattre", "12 BOULEVARD DU MARECHAL DE LATTRE"),
        ("12 boulevard du Maréchal de Lattre de Tassigny", "12 BD DU MARECHAL DE LATTRE DE TASSIGNY"),
        ("1 boulevard du Maréchal Lattre de Tassigny", "1 BD DU MARECHAL LATTRE DE TASSIGNY"),
    ],
)
def test_a_street_is_written_as_the_post_sorts_it(text: str, expected: str) -> None:
    assert normal_street(text) == expected


def test_a_street_that_does_not_fit_even_shortened_is_named_and_not_cut() -> None:
    street = "12 boulevard du Maréchal de Lattre de Tassigny"
    lines = address_lines("Zoé", (street,), "75012", "Paris", "")
    assert lines[1] == "12 BD DU MARECHAL DE LATTRE DE TASSIGNY"
    assert problems("Zoé", (street,), "75012", "Paris", "") == ("line_too_long",)


def test_abroad_a_street_is_left_as_it_is() -> None:
    assert address_lines("Zoé", ("5 bis rue X",), "1000", "Bruxelles", "BE")[1] == "5 BIS RUE X"


@pytest.mark.parametrize(
    ("country", "code"),
    [("", "FR"), ("France", "FR"), ("la Réunion", "FR"), ("Monaco", "MC"), ("be", "BE"), ("Belgique", "BE"),
     ("BELGIUM", "BE"), ("Suisse", "CH"), ("United Kingdom", "GB"), ("Ruritanie", ""), ("Vatican", "")],
)  # fmt: skip
def test_a_country_has_its_code_or_none(country: str, code: str) -> None:
    assert country_code(country) == code
