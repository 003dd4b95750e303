import pytest

from notifier.lib.typography import set_french, set_text


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("volées : ce qu’il faut faire", "volées\u00a0: ce qu’il faut faire"),
        ("Quand ?", "Quand\u202f?"),
        ("un instant ; ensuite", "un instant\u202f; ensuite"),
        ("« oui » et « non »", "«\u00a0oui\u00a0» et «\u00a0non\u00a0»"),
        ("à 11:05", "à 11:05"),
        ("rien à tenir", "rien à tenir"),
    ],
)
def test_french_punctuation_stays_with_its_word(plain: str, kept: str) -> None:
    assert set_french(plain) == kept


@pytest.mark.parametrize(
    ("plain", "language", "kept"),
    [
        (
            "entre le 12 novembre 2025 et le 1er mars 2026",
            "fr",
            "entre le 12\u00a0novembre 2025 et le 1er\u00a0mars 2026",
        ),
        ("on 12 November 2025: stolen", "en", "on 12\u00a0November 2025: stolen"),
        ("Cabinet du Dr Morel, tirage n° 3", "fr", "Cabinet du Dr\u00a0Morel, tirage n°\u00a03"),
        ("à 1\u00a0h 47", "fr", "à 1\u00a0h\u00a047"),
        ("69003 Lyon", "fr", "69003 Lyon"),
    ],
)
def test_a_date_and_a_title_are_not_parted(plain: str, language: str, kept: str) -> None:
    assert set_text(plain, language) == kept
    assert set_text(kept, language) == kept


def test_english_punctuation_is_left_alone() -> None:
    assert set_text("Really ?", "en") == "Really ?"
