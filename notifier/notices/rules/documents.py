"""A wording's text and a variant become one document: the same blocks for the e-mail and the letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from notifier.law.content import HEADINGS, Part, fill, to_blocks
from notifier.lib.document import Answers, Block, Document, Heading, Paragraph
from notifier.lib.typography import set_text
from notifier.notices.choices import Audience
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
        Salutation.MADAME: "Dear Madam,",
        Salutation.MONSIEUR: "Dear Sir,",
        Salutation.NONE: "Dear Sir or Madam,",
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
_YES_NO = {Language.FRENCH: ("oui", "non"), Language.ENGLISH: ("yes", "no")}


@dataclass(frozen=True, slots=True)
class VariantText:
    """What a wording says to one audience: a subject and the parts of Article 34(2)."""

    subject: str
    parts: Mapping[str, str]


def document(text: VariantText, variant: Variant, facts: Mapping[str, str]) -> Document:
    """The six parts in the fixed order, with the case's facts filled in and no-break spaces where the language has
    them; raises KeyError for a fact not given.
    """
    blocks: list[Block] = [Paragraph(_SALUTATIONS[variant.language][variant.salutation])]
    if variant.may_have_had:
        blocks.append(Paragraph(set_text(_MAY_HAVE_HAD[variant.language], variant.language)))
    for part in Part:
        blocks.append(Heading(HEADINGS[variant.language][part]))
        blocks.extend(to_blocks(set_text(fill(text.parts[part], facts), variant.language)))
        if part is Part.YOUR_DATA and variant.audience is Audience.ADULT:
            blocks.append(answers(variant))
    subject = set_text(text.subject, variant.language)
    return Document(language=variant.language, subject=subject, blocks=tuple(blocks))


def answers(variant: Variant) -> Answers:
    """One line per category, those not concerned included: silence would be read as a no."""
    exposed = from_bits(Category, variant.exposure)
    yes, no = _YES_NO[variant.language]
    labels = _LABELS[variant.language]
    return Answers(tuple((labels[c], c in exposed, yes if c in exposed else no) for c in Category))
