"""What was written, cut into its fields."""

import json
from datetime import UTC, datetime

import pytest
from django.utils import translation

from notifier.breaches.rules.said import Said
from notifier.dossiers.rendering.said import Part, parts, readable
from notifier.law.decisions.grounds import (
    Balancing,
    Disproportionate,
    NoLongerLikely,
    PublicChannel,
    PublicNotice,
    Unintelligible,
)
from notifier.law.severity.patients import Tier

AT = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)
TEST = Balancing("six semaines", "usurpation", "adresses périmées", True, "fiches anciennes")


def of(said: Said, language: str = "en") -> list[tuple[str, str]]:
    with translation.override(language):
        return [(part.label, part.text) for part in parts("decision.taken", said.text(), language)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\n\nh", "a\nb\nc\nd\ne\nf\ng\n\nh"),
        ("\tun\x00deux\x1b[2J\x7f\ufffe\ue000", "\tun\ufffddeux\ufffd[2J\ufffd\ufffd\ufffd"),
        ("\u202enif\u202c \u2066x\u2069", "\ufffdnif\ufffd \ufffdx\ufffd"),
        ("مرحبا שלום \U0001f468\u200d\U0001f469 日本語 é", "مرحبا שלום \U0001f468\u200d\U0001f469 日本語 é"),
    ],
)
def test_nothing_hides_in_a_text_and_no_writing_is_refused(text: str, wanted: str) -> None:
    assert readable(text) == wanted


def test_a_plain_reason_stands_as_it_is() -> None:
    assert parts("late_reasons.given", "<b>\n\nfermé", "fr") == [Part("", "<b>\n\nfermé")]


def test_what_was_not_filled_in_is_not_shown() -> None:
    assert of(Said()) == []
    assert of(Said(reason="noms exposés", advice_departure="autre avis")) == [
        ("", "noms exposés"),
        ("Why depart from the DPO’s advice", "autre avis"),
    ]


@pytest.mark.parametrize(
    ("evidence", "wanted"),
    [
        (
            Unintelligible("AES-256", True, False, has_document=True),
            [("The measure that protected the data", "AES-256"), ("It covers all affected data", "yes"),
             ("The key is not compromised", "no")],
        ),
        (
            NoLongerLikely("mots de passe changés", AT, has_document=True),
            [("The measure taken since", "mots de passe changés"), ("Taken on", "Wednesday 4 March 2026, 11:05")],
        ),
        (
            Disproportionate(frozenset({Tier.ADMINISTRATIVE}), 3000, TEST),
            [("Who is told by a public notice", "Patients without doctor’s notes in the leak"),
             ("Number of people", "3000"), ("The effort", "six semaines"), ("The effects on people", "usurpation"),
             ("Why a notice to each will not do", "adresses périmées"),
             ("The data came from the patients themselves", "yes"),
             ("Though the data come from the patients", "fiches anciennes")],
        ),
    ],
)  # fmt: skip
def test_the_ground_of_an_exception_is_told_in_full(evidence: object, wanted: list[tuple[str, str]]) -> None:
    said = [(label, text.replace("\N{NO-BREAK SPACE}", " ")) for label, text in of(Said(evidence=evidence))]  # type: ignore[arg-type]
    assert said == wanted


def test_a_public_notice_and_a_delay_are_told() -> None:
    notice = PublicNotice(frozenset({PublicChannel.OWN_WEBSITE}), AT, "vue par tous", True, has_document=True)
    assert ("Why it informs as well as a notice to each", "vue par tous") in of(Said(notice=notice))
    asked = dict(of(Said(reason="enquête", asked_by="la gendarmerie", asked_at=AT)))
    assert asked["At the request of"].startswith("la gendarmerie, Wednesday")


def test_own_words_stand_under_their_headings_and_none_is_left_out() -> None:
    text = json.dumps({"contact_fr": "Nous.", "what_fr": "Un vol.", "what_en": "", "weather": "pluie"})
    with translation.override("fr"):
        assert [(part.label, part.text) for part in parts("facts.taken", text, "fr")] == [
            ("Ce qui s’est passé (en français)", "Un vol."),
            ("À qui s’adresser (en français)", "Nous."),
            ("weather", "pluie"),
        ]


@pytest.mark.parametrize("text", ["pas du JSON", "{}", "[]", '{"reason": 7}', "null", '{"what_fr": 7}'])
@pytest.mark.parametrize("kind", ["decision.taken", "facts.taken"])
def test_a_text_of_another_form_stands_whole(kind: str, text: str) -> None:
    found = parts(kind, text, "fr")
    assert found in ([Part("", text)], [])
    assert found or text == "{}"
