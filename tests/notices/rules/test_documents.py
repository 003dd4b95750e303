from dataclasses import replace

import pytest

from notifier.lib.document import Answers, Heading, Lines, Paragraph, Steps
from notifier.notices.choices import Audience
from notifier.notices.rules.documents import VariantText, answers, document
from notifier.notices.rules.texts import ALL, TextKey
from notifier.notices.rules.variants import variant
from notifier.rosters.choices import Category, Language, Salutation, Tier
from notifier.rosters.rules.bits import to_bits

FACTS = {
    "practice": "Cabinet Morel",
    "address": "14 rue des Lilas\n69003 Lyon",
    "telephone": "04 72 00 00 00",
    "reply_email": "cabinet@example.org",
    "officer": "",
    "period": "entre le 12 novembre 2025 et le 3 décembre 2025",
    "place": "dans le logiciel de Médilog",
}
KNOWN = to_bits({Category.IDENTITY, Category.EMAIL})


def text(tier: Tier, audience: Audience = Audience.ADULT, language: Language = Language.FRENCH) -> VariantText:
    stock = ALL[TextKey(language, tier, audience)]
    return VariantText(stock.subject, stock.parts)


def test_the_six_parts_stand_in_the_fixed_order() -> None:
    chosen = variant(language="fr", tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT)
    blocks = document(text(Tier.ADMINISTRATIVE), chosen, FACTS).blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "Ce qui s’est passé",
        "Quelles données vous concernant",
        "Ce qui peut arriver",
        "Ce que vous pouvez faire maintenant",
        "Ce qui a été fait",
        "À qui vous adresser",
    ]


@pytest.mark.parametrize(
    ("language", "salutation", "words"),
    [
        (Language.FRENCH, Salutation.MADAME, "Madame,"),
        (Language.FRENCH, Salutation.MONSIEUR, "Monsieur,"),
        (Language.FRENCH, Salutation.NONE, "Madame, Monsieur,"),
        (Language.ENGLISH, Salutation.NONE, "Madam, Sir,"),
    ],
)
def test_it_begins_with_the_salutation(language: Language, salutation: Salutation, words: str) -> None:
    chosen = variant(
        language=language, tier="administrative", salutation=salutation, exposure=KNOWN, audience=Audience.ADULT
    )
    assert document(text(Tier.ADMINISTRATIVE, language=language), chosen, FACTS).blocks[0] == Paragraph(words)


def test_every_category_is_answered_those_not_concerned_too() -> None:
    chosen = variant(language="fr", tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT)
    rows = answers(chosen).rows
    assert len(rows) == len(Category)
    assert [label for label, concerned, answer in rows if concerned and answer == "oui"] == [
        "Nom et prénom",
        "Adresse électronique",
    ]
    assert ("Notes de votre médecin", False, "non") in rows


def test_a_guardian_sees_no_categories() -> None:
    chosen = variant(language="fr", tier="annotated", salutation="m", exposure=0x7F, audience=Audience.GUARDIAN)
    blocks = document(text(Tier.ADMINISTRATIVE, Audience.GUARDIAN), chosen, FACTS).blocks
    assert [block for block in blocks if isinstance(block, Answers)] == []


def test_the_facts_of_the_case_are_filled_in() -> None:
    chosen = variant(language="fr", tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT)
    said = repr(document(text(Tier.ADMINISTRATIVE), chosen, FACTS)).replace("\\xa0", " ")
    assert all(fact.split("\n")[0] in said for fact in FACTS.values())
    assert "{" not in said


def test_a_missing_fact_is_an_error_and_never_an_empty_line() -> None:
    chosen = variant(language="fr", tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT)
    with pytest.raises(KeyError):
        document(text(Tier.ADMINISTRATIVE), chosen, {"practice": "Cabinet"})


def test_no_line_of_it_begins_with_punctuation_or_parts_a_date() -> None:
    chosen = variant(language="fr", tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT)
    content = document(text(Tier.ADMINISTRATIVE), chosen, FACTS)
    said = f"{content.subject} {content.blocks}"
    assert "volées\u00a0: ce" in content.subject
    assert "12\\xa0novembre 2025" in said
    assert " :" not in said


def test_the_actions_are_those_of_what_leaked() -> None:
    telephone = variant(
        language="fr", tier="administrative", salutation="mme", exposure=to_bits({Category.TELEPHONE}),
        audience=Audience.ADULT,
    )  # fmt: skip
    insurer = replace(telephone, exposure=to_bits({Category.INSURER}))
    steps = [
        next(block for block in document(text(Tier.ADMINISTRATIVE), one, FACTS).blocks if isinstance(block, Steps))
        for one in (telephone, insurer)
    ]
    assert "Raccrochez" in steps[0].items[0]
    assert "carte Vitale" in steps[1].items[0]


def test_a_physicians_own_actions_stand_instead() -> None:
    stock = text(Tier.ADMINISTRATIVE)
    own = VariantText(stock.subject, {**stock.parts, "what_to_do": "1. Appelez-nous."})
    chosen = variant(language="fr", tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT)
    assert Steps(("Appelez-nous.",)) in document(own, chosen, FACTS).blocks


def test_an_officer_stands_under_the_practice_and_leaves_no_gap_where_there_is_none() -> None:
    chosen = variant(language="fr", tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT)
    without, with_one = (
        next(
            block for block in document(text(Tier.ADMINISTRATIVE), chosen, {**FACTS, "officer": officer}).blocks
            if isinstance(block, Lines)
        )
        for officer in ("", "Déléguée : Canari Conseil, dpo@example.org")
    )  # fmt: skip
    assert with_one.items[:-1] == without.items
    assert "Canari Conseil" in with_one.items[-1]


def test_a_protected_adult_is_answered_line_by_line_in_short_words() -> None:
    chosen = variant(language="fr", tier="annotated", salutation="m", exposure=0x7F, audience=Audience.PROTECTED)
    blocks = document(text(Tier.ANNOTATED, Audience.PROTECTED), chosen, FACTS).blocks
    assert any(isinstance(block, Answers) for block in blocks)
    assert any(isinstance(block, Steps) and "Montrez cet avis" in block.items[2] for block in blocks)


@pytest.mark.parametrize(
    ("language", "said"), [(Language.FRENCH, "peut-être déjà reçu"), (Language.ENGLISH, "may already")]
)
def test_a_letter_after_a_doubtful_message_says_so_at_its_top(language: Language, said: str) -> None:
    chosen = variant(
        language=language, tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT
    )
    usual = document(text(Tier.ADMINISTRATIVE, language=language), chosen, FACTS)
    again = document(text(Tier.ADMINISTRATIVE, language=language), replace(chosen, may_have_had=True), FACTS)
    (more,) = [block for block in again.blocks if block not in usual.blocks]
    assert again.blocks.index(more) == 1
    assert isinstance(more, Paragraph)
    assert said in more.text
    assert again.subject == usual.subject


@pytest.mark.parametrize(
    ("language", "subject", "lead"),
    [
        (Language.FRENCH, " (avis n°\u00a02)", "Ceci est l’avis n°\u00a02. Nous vous avons déjà parlé de cette fuite"),
        (Language.ENGLISH, " (notice no. 2)", "This is notice no. 2. We have already told you about this data breach"),
    ],
)
def test_a_further_notice_says_so_under_the_salutation(language: Language, subject: str, lead: str) -> None:
    chosen = variant(
        language=language, tier="administrative", salutation="mme", exposure=KNOWN, audience=Audience.ADULT
    )
    said = text(Tier.ADMINISTRATIVE, language=language)
    first, second = (document(said, replace(chosen, number=number), FACTS) for number in (1, 2))
    assert second.subject == first.subject + subject
    added = [block for block in second.blocks if block not in first.blocks]
    assert [type(block) for block in added] == [Paragraph]
    assert second.blocks[1] == added[0]
    assert added[0].text.startswith(lead)  # type: ignore[union-attr]
