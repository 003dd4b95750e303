"""A wording's text and a variant become one document: the same blocks for the e-mail and the letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from notifier.law.content import HEADINGS, Part, fill, to_blocks
from notifier.lib.document import Answers, Block, Document, Heading, Paragraph
from notifier.lib.typography import set_text
from notifier.notices.choices import Audience
from notifier.notices.rules.advice import Action, Danger, actions, dangers
from notifier.notices.rules.texts.advice import WORDS
from notifier.notices.rules.variants import Variant
from notifier.rosters.choices import Category, Language, Salutation
from notifier.rosters.rules.bits import from_bits

_SALUTATIONS: dict[Language, dict[Salutation, str]] = {
    Language.FRENCH: {
        Salutation.MADAME: "Madame,",
        Salutation.MONSIEUR: "Monsieur,",
        Salutation.NONE: "Madame, Monsieur,",
    },
    Language.ENGLISH: {
        # Not "Dear Sir": spam filters take it for the opening of a fraud (SpamAssassin's DEAR_SOMETHING, 2 points).
        Salutation.MADAME: "Madam,",
        Salutation.MONSIEUR: "Sir,",
        Salutation.NONE: "Madam, Sir,",
    },
}
_LABELS: dict[Language, dict[Category, str]] = {
    Language.FRENCH: {
        Category.IDENTITY: "Nom et prénom",
        Category.BIRTH_DATE: "Date de naissance",
        Category.ADDRESS: "Adresse postale",
        Category.TELEPHONE: "Numéro de téléphone",
        Category.EMAIL: "Adresse électronique",
        Category.INSURER: "Caisse d’assurance maladie",
        Category.ANNOTATIONS: "Notes de votre médecin",
    },
    Language.ENGLISH: {
        Category.IDENTITY: "First name and family name",
        Category.BIRTH_DATE: "Date of birth",
        Category.ADDRESS: "Postal address",
        Category.TELEPHONE: "Telephone number",
        Category.EMAIL: "E-mail address",
        Category.INSURER: "Health insurance",
        Category.ANNOTATIONS: "Your doctor’s notes",
    },
}
# Above a letter that follows a message of which nobody knows whether it arrived: it says so, and that it is the same.
_MAY_HAVE_HAD = {
    Language.FRENCH: "Vous avez peut-être déjà reçu cet avis par courriel, sous la même référence. Nous n’avons pas pu"
    " vérifier qu’il vous est parvenu. Si vous l’avez reçu, cette lettre ne vous apprend rien de nouveau.",
    Language.ENGLISH: "You may already have received this notice by e-mail, under the same reference. We could not"
    " verify that it reached you. If it did, this letter tells you nothing new.",
}
# Above every notice after the first. Whoever was told in person was told as well.
_FOLLOWS = {
    Language.FRENCH: "Ceci est l’avis n° {number}. Nous vous avons déjà parlé de cette fuite de données, par écrit"
    " ou de vive voix. Voici ce que nous savons depuis. Cet avis remplace le précédent.",
    Language.ENGLISH: "This is notice no. {number}. We have already told you about this data breach, in writing or in"
    " person. Here is what we have learned since. This notice replaces the one before it.",
}
_NUMBERED = {Language.FRENCH: "{subject} (avis n° {number})", Language.ENGLISH: "{subject} (notice no. {number})"}
_YES_NO = {Language.FRENCH: ("oui", "non"), Language.ENGLISH: ("yes", "no")}


@dataclass(frozen=True, slots=True)
class VariantText:
    """What a wording says to one audience: a subject and the parts of Article 34(2)."""

    subject: str
    parts: Mapping[str, str]


def document(text: VariantText, variant: Variant, facts: Mapping[str, str]) -> Document:
    """The six parts in the fixed order, with the case's facts and the variant's advice filled in and no-break spaces
    where the language has them; raises KeyError for a fact not given.
    """
    blocks: list[Block] = [Paragraph(salutation(variant))]
    values = {**facts, **advice(variant)}
    if variant.may_have_had:
        blocks.append(Paragraph(set_text(_MAY_HAVE_HAD[variant.language], variant.language)))
    if variant.number > 1:
        said = _FOLLOWS[variant.language].format(number=variant.number)
        blocks.append(Paragraph(set_text(said, variant.language)))
    for part in Part:
        blocks.append(Heading(HEADINGS[variant.language][part]))
        blocks.extend(to_blocks(set_text(fill(text.parts[part], values), variant.language)))
        if part is Part.YOUR_DATA and variant.audience is not Audience.GUARDIAN:
            blocks.append(answers(variant))
    subject = set_text(numbered(text.subject, variant), variant.language)
    return Document(language=variant.language, subject=subject, blocks=tuple(blocks))


def numbered(subject: str, variant: Variant) -> str:
    """The subject; of a further notice with its number."""
    return _NUMBERED[variant.language].format(subject=subject, number=variant.number) if variant.number > 1 else subject


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said of this variant's dangers and asked of its reader, in order of gravity."""

    consequences: tuple[str, ...]
    actions: tuple[str, ...]


def advice(variant: Variant) -> dict[str, str]:
    """What `{consequences}` and `{actions}` stand for in this variant, in the grammar of law.content."""
    said = short_advice(variant) if variant.audience is Audience.PROTECTED else _advice(variant)
    steps = (f"{place}. {step}" for place, step in enumerate(said.actions, start=1))
    return {"consequences": " ".join(said.consequences), "actions": "\n".join(steps)}


def short_advice(variant: Variant) -> Advice:
    """The same in very short sentences."""
    words = WORDS[variant.language]
    return Advice(
        tuple(words.short_consequences[danger] for danger in _dangers(variant)),
        tuple(words.short_actions[action] for action in _actions(variant)),
    )


def _advice(variant: Variant) -> Advice:
    words = WORDS[variant.language]
    return Advice(
        tuple(words.consequences[danger] for danger in _dangers(variant)),
        tuple(words.actions[action] for action in _actions(variant)),
    )


def _dangers(variant: Variant) -> tuple[Danger, ...]:
    return dangers(tier=variant.tier, audience=variant.audience, exposure=variant.exposure)


def _actions(variant: Variant) -> tuple[Action, ...]:
    return actions(tier=variant.tier, audience=variant.audience, exposure=variant.exposure)


def salutation(variant: Variant) -> str:
    return _SALUTATIONS[variant.language][variant.salutation]


def answers(variant: Variant) -> Answers:
    """One line per category, those not concerned included: silence would be read as a no."""
    exposed = from_bits(Category, variant.exposure)
    yes, no = _YES_NO[variant.language]
    labels = _LABELS[variant.language]
    return Answers(tuple((labels[c], c in exposed, yes if c in exposed else no) for c in Category))
