import pytest
from django.utils import translation

from notifier.notices.models import WordingText
from notifier.notices.queries.labels import _FAULTS, fault_words
from notifier.notices.rules.editing import Fault
from notifier.notices.rules.findings import Place
from notifier.notices.templatetags.wording_words import at, has_open, part_label, text_key, text_name


def test_parts_and_texts_have_names() -> None:
    text = WordingText(language="fr", tier="annotated", audience="adult")
    with translation.override("fr"):
        assert part_label("contact") == "À qui s’adresser"
        assert part_label("comet") == "comet"
        assert text_name(text) == "Français, notes du médecin, adultes"
        assert text_name(Place("fr", "administrative", "guardian", "")) == "Français, parents d’un mineur"
    with translation.override("en"):
        assert text_name(text) == "French, the doctor’s notes, adults"
    assert text_key(text) == "fr.annotated.adult"


@pytest.mark.parametrize("code", _FAULTS)
def test_every_fault_has_its_sentence_in_both_languages(code: str) -> None:
    fault = Fault(code, "contact", 3, "{x}")
    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said.append(fault_words(fault))
    assert said[0] != said[1]


def test_what_is_open_is_marked() -> None:
    text = WordingText(language="fr", tier="annotated", audience="adult")
    assert has_open(text, {("fr", "annotated", "adult")})
    assert not has_open(text, set())
    assert (at({"a": 1}, "a"), at({}, "a")) == (1, None)
