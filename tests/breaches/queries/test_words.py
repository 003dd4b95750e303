import pytest
from django.utils import translation

from notifier.breaches.queries.words import article, explain, said
from notifier.law.moments import RULES
from notifier.law.words import Words


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Une correction est une nouvelle entrée, motivée (RGPD 33(5))."),
        ("en", "A correction is a new entry with its reason (GDPR 33(5))."),
    ],
)
def test_a_refusal_names_its_rule_and_its_article(language: str, sentence: str) -> None:
    with translation.override(language):
        assert explain(RULES["awareness_correction_unreasoned"]) == sentence


def test_words_come_in_the_pages_language() -> None:
    words = Words("oui : bien", "yes")
    with translation.override("fr"):
        assert said(words) == "oui\N{NO-BREAK SPACE}: bien"
        assert article("Reg. 1182/71, 3(1) and 3(2)(a)") == "règlement 1182/71, 3(1) et 3(2)(a)"
        assert article("GDPR 33(1); EDPB template row 49").endswith("modèle du CEPD, ligne 49")
    with translation.override("en"):
        assert said(words) == "yes"
        assert article("GDPR 33(1)") == "GDPR 33(1)"
