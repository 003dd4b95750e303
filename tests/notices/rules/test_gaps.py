from notifier.law.content import Part
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.gaps import empty_placeholders

FR, EN = ("fr", "administrative", "adult"), ("en", "administrative", "adult")
SAID = VariantText("Objet", {Part.CONTACT: "{telephone}\n{telephone} {practice}", Part.MEASURES: "Rien."})


def test_a_placeholder_that_would_stay_empty_is_found_once_where_it_stands() -> None:
    facts = {"fr": {"telephone": " ", "practice": "Cabinet"}, "en": {"telephone": "04", "practice": "Cabinet"}}
    (one,) = empty_placeholders({FR: SAID, EN: SAID}, facts)
    assert (one.code, one.place.language, one.place.part, one.place.excerpt) == (
        "empty_placeholder", "fr", Part.CONTACT, "{telephone}",
    )  # fmt: skip


def test_an_unknown_one_is_for_others_to_find() -> None:
    assert list(empty_placeholders({FR: VariantText("", {Part.CONTACT: "{nope}"})}, {"fr": {}})) == []
