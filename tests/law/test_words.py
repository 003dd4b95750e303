import pytest

from notifier.law.words import Words


def test_words_are_given_in_the_language_asked_for() -> None:
    words = Words("échéance", "deadline")
    assert (words.in_language("fr"), words.in_language("en")) == ("échéance", "deadline")


def test_another_language_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        Words("échéance", "deadline").in_language("de")


def test_what_a_person_wrote_is_never_translated() -> None:
    assert Words.written("vu au cabinet").in_language("en") == "vu au cabinet"
