import pytest

from notifier.law.plain.figures import figures, sentences, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Une. Deux ? Trois !", ("Une.", "Deux ?", "Trois !")),
        ("Le Dr. Morel appelle.", ("Le Dr. Morel appelle.",)),
        ("Le 3.5 du mois.", ("Le 3.5 du mois.",)),
        ("- un\n- deux. trois", ("un", "deux.", "trois")),
        ("1. Appelez-nous.", ("Appelez-nous.",)),
        ("Écrivez à a.b@c.fr demain.", ("Écrivez à a.b@c.fr demain.",)),
        ("Oui… Non.", ("Oui…", "Non.")),
        ("« Oui. » Puis non.", ("« Oui.", "» Puis non.")),
        ("\n \n", ()),
    ],
)
def test_a_text_is_taken_apart_where_a_reader_pauses(text: str, found: tuple[str, ...]) -> None:
    assert sentences(text) == found


def test_a_word_is_what_stands_between_spaces() -> None:
    assert words("Appelez-nous à l’accueil : 04 72.") == ("Appelez-nous", "à", "l’accueil", "04", "72")


def test_the_formula_is_that_of_kandel_and_moles() -> None:
    """Ten words of one syllable in one sentence: 207 - 1.015 x 10 - 73.6 x 1."""
    found = figures(["le le le le le le le le le le."], "fr")
    assert (found.words, found.sentences, found.mean, found.longest_words) == (10, 1, 10.0, 10)
    assert found.score == pytest.approx(207 - 10.15 - 73.6, abs=0.06)


def test_the_english_formula_is_that_of_flesch() -> None:
    assert figures(["we we we we we."], "en").score == pytest.approx(206.835 - 5.075 - 84.6, abs=0.06)


def test_nothing_has_no_figures() -> None:
    assert figures([], "fr").words == 0


def test_longer_words_and_sentences_read_less_easily() -> None:
    plain = figures(["Le vol a eu lieu hier."], "fr")
    heavy = figures(
        ["La compromission caractérisée concernait potentiellement des informations administratives."], "fr"
    )
    assert plain.score > 60 > heavy.score
