import pytest
from django.utils import translation

from notifier.delivery.templatetags.failing import SENTENCES, failing


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("550", "Le relais refuse cette adresse (réponse 550)"),
        ("554", "Le relais refuse ce message (réponse 554)"),
        ("452", "Le relais remet à plus tard, à chaque essai (réponse 452)"),
        ("new_code", "Problème\N{NO-BREAK SPACE}: new_code"),
    ],
)
def test_a_code_is_said_in_words(code: str, said: str) -> None:
    with translation.override("fr"):
        assert failing(code) == said


def test_every_sentence_has_its_english() -> None:
    for code in SENTENCES:
        with translation.override("fr"):
            french = failing(code)
        with translation.override("en"):
            assert failing(code) != french
