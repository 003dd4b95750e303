import pytest
from django.utils import translation

from notifier.breaches.queries.labels import TABLES, VALUES
from notifier.breaches.templatetags.deciding import (
    annex,
    article,
    in_sentence,
    label,
    labels,
    specialty,
    value_of,
    words,
)
from notifier.law.cases.shapes import Confidence, Feature
from notifier.law.decisions.grounds import Ground, PublicChannel
from notifier.law.decisions.shapes import OrderKind, Telling
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Band, Flag
from notifier.law.severity.patients import Insight, Tier
from notifier.law.words import Words

CLOSED = {
    "risk": Risk, "telling": Telling, "ground": Ground, "order": OrderKind, "channel": PublicChannel, "tier": Tier,
    "insight": Insight, "band": Band, "flag": Flag, "confidence": Confidence, "feature": Feature,
}  # fmt: skip


@pytest.mark.parametrize("table", CLOSED)
def test_every_code_of_a_closed_list_has_its_words(table: str) -> None:
    assert set(TABLES[table]) == set(CLOSED[table])


def test_every_topic_has_its_values() -> None:
    assert set(TABLES["topic"]) == set(VALUES)


def test_words_follow_the_page_s_language() -> None:
    for language, said in (("fr", "oui"), ("en", "yes")):
        with translation.override(language):
            assert words(Words("oui", "yes")) == said


def test_codes_are_said() -> None:
    with translation.override("fr"):
        assert label("high", "risk") == "Un risque élevé"
        assert labels(["health", "backup"], "feature") in {"santé, sauvegarde", "sauvegarde, santé"}
        assert value_of("no", "authority") == "Ne pas déclarer à la CNIL"
        assert value_of("unforeseen", "authority") == "unforeseen"
        assert specialty("oncology") == "oncologie"
        assert annex("ease.name") == "annexe 2"


def test_articles_are_cited_as_each_language_does() -> None:
    with translation.override("fr"):
        assert article("GDPR recital 88") == "RGPD considérant 88"
    with translation.override("en"):
        assert article("GDPR recital 88") == "GDPR recital 88"


def test_a_label_begins_small_within_a_sentence() -> None:
    assert in_sentence("La déclaration à la CNIL") == "la déclaration à la CNIL"
