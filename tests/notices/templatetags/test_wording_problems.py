"""Every code that can keep a wording from being approved has its sentence."""

from django.utils import translation

from notifier.law.content import Part
from notifier.notices.rules.checks import text_problems
from notifier.notices.rules.documents import VariantText
from notifier.notices.templatetags.wording_problems import SENTENCES, problem_words


def test_every_code_has_its_sentence() -> None:
    everything = {
        "not_a_draft", "not_the_controller", "no_patient", "unknown_placeholder", "subject_empty", "subject_medical",
        "subject_names_party", "link", "case_closed", "case_erased", "telling_not_direct", "telling_delayed",
        *(f"missing_{part}" for part in Part),
    }  # fmt: skip
    assert set(SENTENCES) == everything


def test_the_worst_text_is_explained_in_full() -> None:
    worst = VariantText("Logidoc : vos données de santé", dict.fromkeys(Part, "") | {"contact": "{x} http://a.b"})
    for code in text_problems(
        {("fr", "administrative", "adult"): worst, ("en", "", ""): VariantText("", {})}, ("Logidoc",)
    ):
        assert code in SENTENCES, code


def test_both_languages_are_spoken() -> None:
    with translation.override("en"):
        assert problem_words("link") == "The text holds a link to click."
    with translation.override("fr"):
        assert problem_words("link") == "Le texte contient un lien sur lequel cliquer."
        assert "nouveau" in problem_words("nouveau")
