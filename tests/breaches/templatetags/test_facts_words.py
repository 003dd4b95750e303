from django.utils import translation

from notifier.breaches.choices import CATEGORIES
from notifier.breaches.templatetags.facts_words import category_words, in_other_language, in_page_language, words_label
from notifier.rosters.choices import Category
from tests.breaches.sharing import WORDS


def test_every_category_has_its_words_and_a_new_one_breaks_no_page() -> None:
    assert list(CATEGORIES) == [category.value for category in Category]
    with translation.override("fr"):
        assert category_words(["identity", "later"]) == "nom et prénom, later"
        assert category_words([]) == "–"


def test_a_reader_finds_their_own_language_first() -> None:
    with translation.override("fr"):
        assert in_page_language(WORDS)[0] == ("Ce qui s’est passé", WORDS.what_fr)
        assert in_other_language(WORDS)[0][1] == WORDS.what_en
        assert words_label("what_en") == "Ce qui s’est passé (en anglais)"
    with translation.override("en"):
        assert in_page_language(WORDS)[0][1] == WORDS.what_en
