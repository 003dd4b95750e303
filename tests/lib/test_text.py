import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.lib.text import fold, tidy, unaccent, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Jean \t Paul\r\nDurand ", "Jean Paul Durand"),
        ("He\u0301le\u0300ne", "Hélène"),
        ("Du\u200bpont\u202e", "Dupont"),
        ("Du\x00pont\x07", "Dupont"),
        ("M. \u202f Durand\u00a0", "M. Durand"),
        ("a \u200b b", "a b"),
        ("", ""),
    ],
)
def test_text_is_tidied(text: str, expected: str) -> None:
    assert tidy(text) == expected


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(("text", "expected"), [("Œuvre Æ ß Ł", "OEuvre AE ss L"), ("Ÿ é ç", "Y e c"), ("Ω", "Ω")])
def test_accents_are_dropped_and_ligatures_taken_apart(text: str, expected: str) -> None:
    assert unaccent(text) == expected


def test_words_are_letters_and_digits() -> None:
    assert words("12, rue d'Hélène_X (bât. B)") == "12 rue d Hélène X bât B"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D'ŒUVRE-Hélène", "d oeuvre helene"),
        ("LE  GOFF", "Le Goff"),
        ("Mu\u0308ller", "MÜLLER"),
        ("Straße", "STRASSE"),
        ("Élodie\u00a0Ann", "elodie ann"),
    ],
)
def test_names_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("Durant") != fold("Durand")
