"""Every code that can keep a wording from being approved has its sentence."""

from django.utils import translation

from notifier.notices.rules.checks import CODES
from notifier.notices.templatetags.wording_problems import SENTENCES, problem_words

# Of an approval itself, beside the findings of the texts.
OF_APPROVALS = {
    "not_a_draft", "not_the_controller", "no_patient", "case_closed", "case_erased", "telling_not_direct",
    "telling_delayed",
}  # fmt: skip


def test_every_code_has_its_sentence() -> None:
    assert set(CODES) | OF_APPROVALS <= set(SENTENCES)


def test_no_sentence_is_said_of_two_codes() -> None:
    assert len({str(sentence) for sentence in SENTENCES.values()}) == len(SENTENCES)


def test_both_languages_are_spoken() -> None:
    with translation.override("en"):
        assert problem_words("link") == "The text holds a link to click."
    with translation.override("fr"):
        assert problem_words("link") == "Le texte contient un lien sur lequel cliquer."
        assert "nouveau" in problem_words("nouveau")
