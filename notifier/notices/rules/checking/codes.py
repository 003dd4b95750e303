"""The stable words of all faults, gravest first, each with its rule and its gravity.

The worse the breach, the harder letters become to read; so what makes a text hard or evasive blocks the annotated tier
and is advice for the other.
"""

from dataclasses import dataclass
from enum import StrEnum

from notifier.law.content import SOURCES, Part
from notifier.law.plain.words import Fault as WordFault
from notifier.notices.rules.findings import Gravity


class Weight(StrEnum):
    """How a code weighs, in each tier."""

    BLOCKING = "blocking"
    BLOCKING_IF_ANNOTATED = "blocking_if_annotated"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Code:
    rule: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Fault:
    """A code, and where: a Part or "subject", with the words themselves."""

    code: str
    part: str
    excerpt: str = ""


_CONTENT, _CONTACT = "GDPR 34(2)", "GDPR 34(2), 33(3)(b)"
_PLAIN = "GDPR 12(1), 34(2)"
_SECRECY = "CSP L1110-4, Code pénal 226-13"
_SECURITY = "GDPR 5(1)(f)"
_MINIMAL = "GDPR 5(1)(c)"
_APART = "EDPB 9/2022"

CODES: dict[str, Code] = {
    **{f"missing_{part}": Code(SOURCES[part], Weight.BLOCKING) for part in Part},
    "practice_unnamed": Code(_CONTACT, Weight.BLOCKING),
    "contact_unreachable": Code(_CONTACT, Weight.BLOCKING),
    "unknown_placeholder": Code(_CONTENT, Weight.BLOCKING),
    "broken_placeholder": Code(_CONTENT, Weight.BLOCKING),
    "misplaced_placeholder": Code(_CONTENT, Weight.BLOCKING),
    "subject_empty": Code(_CONTENT, Weight.BLOCKING),
    "subject_medical": Code(_SECRECY, Weight.BLOCKING),
    "subject_names_party": Code(_SECRECY, Weight.BLOCKING),
    "subject_legal": Code(_SECRECY, Weight.BLOCKING),
    "notes_quoted": Code(_SECRECY, Weight.BLOCKING),
    "diagnosis_named": Code(_SECRECY, Weight.BLOCKING),
    "data_request": Code(_MINIMAL, Weight.BLOCKING),
    "money_request": Code(_SECURITY, Weight.BLOCKING),
    "click_request": Code(_SECURITY, Weight.BLOCKING),
    "link": Code(_SECURITY, Weight.BLOCKING),
    "markup": Code(_SECURITY, Weight.BLOCKING),
    "opening_unclear": Code(_CONTENT, Weight.BLOCKING_IF_ANNOTATED),
    WordFault.HEDGE: Code(_PLAIN, Weight.BLOCKING_IF_ANNOTATED),
    WordFault.EMPTY_PHRASE: Code(_PLAIN, Weight.BLOCKING_IF_ANNOTATED),
    WordFault.EUPHEMISM: Code(_PLAIN, Weight.BLOCKING_IF_ANNOTATED),
    WordFault.BLAME: Code(_CONTENT, Weight.BLOCKING_IF_ANNOTATED),
    "very_hard_to_read": Code(_PLAIN, Weight.BLOCKING_IF_ANNOTATED),
    "endless_sentence": Code(_PLAIN, Weight.BLOCKING_IF_ANNOTATED),
    "opening_medical": Code(_SECRECY, Weight.ADVISORY),
    "other_address": Code(_SECURITY, Weight.ADVISORY),
    "too_many_actions": Code(_PLAIN, Weight.ADVISORY),
    "no_actions": Code("GDPR 34(2), 33(3)(d)", Weight.ADVISORY),
    "hard_to_read": Code(_PLAIN, Weight.ADVISORY),
    "long_sentence": Code(_PLAIN, Weight.ADVISORY),
    "long_sentences": Code(_PLAIN, Weight.ADVISORY),
    WordFault.JARGON: Code(_PLAIN, Weight.ADVISORY),
    "too_long": Code(_PLAIN, Weight.ADVISORY),
    WordFault.MARKETING: Code(_APART, Weight.ADVISORY),
    "no_apology": Code(_APART, Weight.ADVISORY),
}


def severity(code: str, *, is_annotated: bool) -> Gravity:
    """Raises KeyError for a word that is no code."""
    weight = CODES[code].weight
    if weight is Weight.BLOCKING or (weight is Weight.BLOCKING_IF_ANNOTATED and is_annotated):
        return Gravity.BLOCKING
    return Gravity.ADVISORY
