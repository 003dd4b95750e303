"""What a check of a text comes back with: a stable word, how grave it is, the rule, and where in the text."""

from dataclasses import dataclass
from enum import StrEnum

SUBJECT = "subject"


class Gravity(StrEnum):
    """BLOCKING keeps a text from being approved. ADVISORY asks for a second look, or for a recorded reason. NOTE is
    good to know and asks for nothing. The gravest first.
    """

    BLOCKING = "blocking"
    ADVISORY = "advisory"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a wording: whose text, which part (a Part of law.content, or "subject"), and the words themselves,
    empty where something is missing or the whole part is meant.
    """

    language: str
    tier: str
    audience: str
    part: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is a stable word (its sentences: notices.templatetags.wording_problems), `rule` the source."""

    code: str
    gravity: Gravity
    rule: str
    place: Place
