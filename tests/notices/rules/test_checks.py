"""Every check on texts as people write them: what it finds, where, how grave it is, and what it leaves alone."""

from collections.abc import Mapping

import pytest

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.checks import CODES, Finding, Gravity, Place, findings, text_problems
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.texts import ALL, TextKey
from notifier.rosters.choices import Language, Tier

KEY, OTHER = ("fr", "administrative", "adult"), ("en", "administrative", "adult")
ANNOTATED = ("fr", "annotated", "adult")
_STOCK = ALL[TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.ADULT)]
GOOD = VariantText(_STOCK.subject, {**_STOCK.parts})
NAMES = ("Logidoc", "Cabinet du Dr Morel")


def changed(changes: Mapping[str, str], subject: str = GOOD.subject) -> VariantText:
    return VariantText(subject, {**GOOD.parts, **changes})


def added(part: str, words: str) -> VariantText:
    return changed({part: f"{GOOD.parts[part]}\n\n{words}"})


def codes(text: VariantText, key: tuple[str, str, str] = KEY) -> list[str]:
    return [finding.code for finding in findings({key: text}, NAMES)]


@pytest.mark.parametrize("key", ALL, ids=str)
def test_every_shipped_text_passes_every_check(key: TextKey) -> None:
    text = VariantText(ALL[key].subject, {**ALL[key].parts})
    assert findings({(key.language.value, key.tier.value, key.audience.value): text}, NAMES) == ()


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("empty", ["", " \n "])
def test_what_article_34_asks_for_must_be_there(part: Part, empty: str) -> None:
    found = findings({KEY: changed({part: empty})}, NAMES)
    assert (found[0].code, found[0].gravity, found[0].place.part) == (f"missing_{part}", Gravity.BLOCKING, part)
    assert "34(2)" in found[0].rule


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # Contact.
        (changed({Part.CONTACT: "Appelez le secrétariat."}), "contact_unreachable"),
        (changed({Part.CONTACT: "Cabinet, 04 72 00 00 00", Part.WHAT_HAPPENED: "Des données ont été volées. Excuses."}),
         "practice_unnamed"),
        # Placeholders.
        (added(Part.MEASURES, "Voir {nope}."), "unknown_placeholder"),
        (added(Part.MEASURES, "Bonjour {nom} !"), "unknown_placeholder"),
        (added(Part.MEASURES, "Voir { practice }."), "unknown_placeholder"),
        (added(Part.MEASURES, "Voir {}."), "unknown_placeholder"),
        (added(Part.MEASURES, "Voir {practice."), "broken_placeholder"),
        (added(Part.MEASURES, "Voir practice}."), "broken_placeholder"),
        (added(Part.MEASURES, "Au {address} demain."), "misplaced_placeholder"),
        (added(Part.MEASURES, "{actions}"), "misplaced_placeholder"),
        (added(Part.WHAT_TO_DO, "Ou bien {actions}"), "misplaced_placeholder"),
        (changed({}, "Un avis de {practice}"), "misplaced_placeholder"),
        # The outside.
        (changed({}, ""), "subject_empty"),
        (changed({}, "Vos données médicales"), "subject_medical"),
        (changed({}, "Fuite chez LOGIDOC"), "subject_names_party"),
        (changed({}, "Un mot de M. Morel"), "subject_names_party"),
        (changed({}, "Violation RGPD"), "subject_legal"),
        (changed({Part.WHAT_HAPPENED: "Vos données de santé sont volées à {practice}. Excuses."}), "opening_medical"),
        # Traps.
        (added(Part.CONTACT, "Voir https://example.org"), "link"),
        (added(Part.CONTACT, "Voir exemple.fr"), "link"),
        (added(Part.CONTACT, "<img src=x>"), "markup"),
        (added(Part.CONTACT, "Cliquez ici."), "click_request"),
        (added(Part.CONTACT, "Envoyez-nous votre carte d’identité."), "data_request"),
        (added(Part.CONTACT, "Payez les frais de dossier."), "money_request"),
        (added(Part.CONTACT, "Ou bien : cabinet@examp1e.org"), "other_address"),
        # Words.
        (added(Part.CONSEQUENCES, "Cela pourrait arriver."), "hedge"),
        (added(Part.CONSEQUENCES, "Nous n’avons aucune preuve."), "empty_phrase"),
        (added(Part.CONSEQUENCES, "Cet incident est clos."), "euphemism"),
        (added(Part.CONSEQUENCES, "C’est une exfiltration."), "jargon"),
        (added(Part.CONTACT, "Découvrez nos services."), "marketing"),
        (added(Part.CONTACT, "Vous auriez dû faire attention."), "blame"),
        (changed({Part.WHAT_HAPPENED: "Des données ont été volées à {practice}."}), "no_apology"),
        (changed({Part.WHAT_HAPPENED: "Nous vous écrivons, {practice}. Nous vous présentons nos excuses."}),
         "opening_unclear"),
        # Sentences.
        (added(Part.CONTACT, " ".join(["le"] * 23) + "."), "long_sentence"),
        (added(Part.CONTACT, " ".join(["le"] * 26) + "."), "endless_sentence"),
        (changed({part: " ".join(["le"] * 20) + "." for part in Part}), "long_sentences"),
        (added(Part.CONTACT, "Le vol est là. " * 40), "too_long"),
        (changed(dict.fromkeys(Part, "Administration informationnelle caractéristique.")), "very_hard_to_read"),
        # Actions.
        (changed({Part.WHAT_TO_DO: "1. Un.\n2. Deux.\n3. Trois.\n4. Quatre."}), "too_many_actions"),
        (changed({Part.WHAT_TO_DO: "{actions}\n\n1. Un."}), "too_many_actions"),
        (changed({Part.WHAT_TO_DO: "- Un.\n- Deux.\n- Trois.\n- Quatre."}), "too_many_actions"),
        (changed({Part.WHAT_TO_DO: "Soyez vigilant."}), "no_actions"),
    ],
)  # fmt: skip
def test_each_fault_is_found(text: VariantText, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "words",
    [
        "Ne cliquez pas.", "Ne payez pas.", "Ne donnez jamais votre mot de passe.", "Nous demandons la référence.",
        "Appelez le 04 72 00 00 00.", "Le cabinet est au 2e étage.", "Nous avons fermé l’accès.",
        "« Oui » veut dire : volé.",
        "Venez quand vous pouvez.", "Rappelez le plus vite possible.", "Notre cabinet a une maladie à cœur : le froid.",
    ],
)  # fmt: skip
def test_what_is_well_said_is_left_alone(words: str) -> None:
    assert codes(added(Part.CONTACT, words)) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Il est écrit « boit trop le soir ».", "notes_quoted"),
        ("Il est écrit “triste depuis un an”.", "notes_quoted"),
        ("Il y est question de votre dépression.", "diagnosis_named"),
        ("Le VIH y est cité.", "diagnosis_named"),
        ("Votre suivi psychiatrique y figure.", "diagnosis_named"),
    ],
)
def test_nothing_repeats_leaked_notes(words: str, code: str) -> None:
    text = added(Part.CONTACT, words)
    assert code in codes(text, ANNOTATED)
    assert code not in codes(text)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Cela pourrait arriver.", "hedge"),
        ("Nous n’avons aucune preuve.", "empty_phrase"),
        ("Cet incident est clos.", "euphemism"),
        (" ".join(["le"] * 26) + ".", "endless_sentence"),
    ],
)
def test_what_is_advice_for_one_tier_blocks_the_other(words: str, code: str) -> None:
    """The worse the breach, the harder its letters come out: there the checks are strictest."""
    text = added(Part.CONTACT, words)
    by_key = {key: {f.code: f.gravity for f in findings({key: text}, NAMES)}[code] for key in (KEY, ANNOTATED)}
    assert by_key == {KEY: Gravity.ADVISORY, ANNOTATED: Gravity.BLOCKING}


def test_a_sentence_fair_for_one_tier_is_long_for_the_other() -> None:
    text = added(Part.CONTACT, " ".join(["le"] * 21) + ".")
    assert "long_sentence" in codes(text, ANNOTATED)
    assert "long_sentence" not in codes(text)


def test_a_finding_names_its_rule_and_its_place() -> None:
    faulty = added(Part.MEASURES, "Voir {nope}.")
    assert findings({KEY: GOOD, OTHER: faulty}, ())[0] == Finding(
        "unknown_placeholder", Gravity.BLOCKING, "GDPR 34(2)", Place(*OTHER, Part.MEASURES, "{nope}")
    )


def test_blocking_comes_first_then_the_order_of_the_codes() -> None:
    text = changed({Part.CONTACT: "", Part.MEASURES: "Cet incident pourrait. https://x {nope}"}, "Vos données de santé")
    found = findings({KEY: text}, NAMES)
    assert [f.gravity for f in found] == sorted((f.gravity for f in found), key=lambda one: one is Gravity.ADVISORY)
    blocking = [f.code for f in found if f.gravity is Gravity.BLOCKING]
    assert blocking == ["missing_contact", "unknown_placeholder", "subject_medical", "link"]
    assert text_problems({KEY: text, OTHER: text}, NAMES) == tuple(blocking)
    assert {f.code for f in found} <= set(CODES)
