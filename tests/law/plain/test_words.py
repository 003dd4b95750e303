"""Each banned word, as people really type it; and words that look like one and are none."""

import pytest

from notifier.law.plain.words import Fault, faults

BANNED = [
    ("fr", Fault.HEDGE, word)
    for word in (
        "pourrait", "POURRAIENT", "pourriez", "potentiellement", "potentielles", "Éventuellement", "éventuels",
        "seraient",
        "aurait", "devraient", "peut-être", "peut‑être", "probable", "probablement", "susceptibles", "a priori",
        "semble",
        "semblerait", "sans\u00a0doute", "il est possible que", "il n’est pas exclu qu’", "vraisemblablement",
    )
] + [
    ("fr", Fault.EMPTY_PHRASE, word)
    for word in (
        "par mesure de précaution", "Par simple mesure\nde précaution", "aucune preuve", "aucun élément",
        "rien n’indique",
        "nous prenons très au sérieux", "soyez assurés", "notre priorité", "votre confiance",
    )
] + [
    ("fr", Fault.EUPHEMISM, word)
    for word in ("incident", "l’incident", "Incidents", "désagrément", "gêne occasionnée", "anomalie",
    "accès non autorisé")
] + [
    ("fr", Fault.JARGON, word)
    for word in (
        "exfiltration", "exfiltrées", "RGPD", "sous-traitant", "sous‑traitance", "responsable de traitement",
        "responsables du traitement", "violation de données à caractère personnel", "hameçonnage", "phishing",
        "rançongiciel",
        "base de données", "serveur", "cyberattaque", "vulnérabilités", "article 34", "notification",
    )
] + [
    ("fr", Fault.MARKETING, word) for word in ("découvrez", "nos services", "newsletter", "offre spéciale",
    "Suivez-nous")
] + [
    ("fr", Fault.BLAME, word) for word in ("votre négligence", "vous auriez dû", "mot de passe trop faible")
] + [
    ("en", Fault.HEDGE, word)
    for word in ("may have", "might", "could", "POTENTIALLY", "possibly", "perhaps", "appears to", "likely")
] + [
    ("en", Fault.EMPTY_PHRASE, word)
    for word in (
        "out of an abundance of caution", "no evidence", "take your privacy very seriously", "takes this seriously",
        "rest assured", "we value your privacy", "our top priority",
    )
] + [
    ("en", Fault.EUPHEMISM, word) for word in ("incident", "issue", "inconvenience", "unauthorized access")
] + [
    ("en", Fault.JARGON, word)
    for word in ("exfiltrated", "GDPR", "processor", "data controller", "data breach", "phishing", "credentials",
    "Article 34")
] + [("en", Fault.MARKETING, word) for word in ("newsletter", "subscribe", "our services")] + [
    ("en", Fault.BLAME, word) for word in ("your fault", "you should have")
]  # fmt: skip


@pytest.mark.parametrize(("language", "fault", "word"), BANNED)
def test_a_banned_word_is_found_as_typed(language: str, fault: Fault, word: str) -> None:
    text = f"Un {word} deux." if language == "fr" else f"We {word} here."
    assert fault in {found for found, _ in faults(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Ils coïncident, c’est incidentel."),
        ("fr", "Vous pouvez appeler, vous pourrez écrire, ils peuvent lire."),
        ("fr", "Rappelez le plus vite possible."),
        ("fr", "Gardez la preuve. Nous avons des preuves."),
        ("fr", "La potence, l’événement, l’aventure, un serein, un aura."),
        ("fr", "Des inconnus ont copié ces données. Elles sont à vous. Le responsable légal est là."),
        ("fr", "Un sérieux coup de main. La confiance."),
        ("fr", "Il serait-là".replace("serait", "sera")),
        ("en", "Strangers can read it. They mighty well did. A notice was issued in May."),
        ("en", "Call us as soon as possible."),
        ("en", "Keep the evidence."),
        ("en", "The practice takes care of you."),
    ],
)
def test_what_only_looks_like_one_is_left_alone(language: str, text: str) -> None:
    assert list(faults(text, language)) == []


def test_the_words_are_given_back_as_written() -> None:
    assert list(faults("Ce POURRAIT être vrai.", "fr")) == [(Fault.HEDGE, "POURRAIT")]
