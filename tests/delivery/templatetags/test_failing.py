import pytest
from django.utils import translation

from notifier.delivery.templatetags.failing import KNOWN, SENTENCES, failing, known


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("550", "Le relais refuse cette adresse (réponse 550)"),
        ("554", "Le relais refuse ce message (réponse 554)"),
        ("452", "Le relais remet à plus tard, à chaque essai (réponse 452)"),
        ("5.1.1", "Le courriel est revenu\N{NO-BREAK SPACE}: cette adresse n’existe pas (code 5.1.1)"),
        ("5.4.4", "Le relais n’a pas pu remettre ce message (code 5.4.4)"),
        ("http_422", "Le prestataire d’envoi n’a pas pris ce message (réponse 422)"),
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


def test_of_a_doubt_it_is_said_on_which_side_of_the_end_it_broke() -> None:
    with translation.override("fr"):
        assert "remis en entier" in known("connection_lost")
        assert "on ne sait pas" in known("lease_expired")
        assert known("550") == failing("550")
    for code in KNOWN:
        with translation.override("en"):
            assert "message" in known(code)
