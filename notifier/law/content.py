"""What a notice must hold: GDPR Article 34(2), with Article 33(3)(b), (c) and (d). In one place, for every channel."""

import re
from collections.abc import Mapping
from enum import StrEnum

from notifier.lib.document import Block, Bullets, Lines, Paragraph, Steps


class Part(StrEnum):
    """The six parts of a notice, in the order in which they are read."""

    WHAT_HAPPENED = "what_happened"
    YOUR_DATA = "your_data"
    CONSEQUENCES = "consequences"
    WHAT_TO_DO = "what_to_do"
    MEASURES = "measures"
    CONTACT = "contact"


# The rule behind each part. Advice to the person is the "measures ... to mitigate" of 33(3)(d), turned to the reader.
SOURCES: dict[Part, str] = {
    Part.WHAT_HAPPENED: "GDPR 34(2)",
    Part.YOUR_DATA: "GDPR 34(2)",
    Part.CONSEQUENCES: "GDPR 34(2), 33(3)(c)",
    Part.WHAT_TO_DO: "GDPR 34(2), 33(3)(d)",
    Part.MEASURES: "GDPR 34(2), 33(3)(d)",
    Part.CONTACT: "GDPR 34(2), 33(3)(b)",
}

HEADINGS: dict[str, dict[Part, str]] = {
    "fr": {
        Part.WHAT_HAPPENED: "Ce qui s’est passé",
        Part.YOUR_DATA: "Quelles données vous concernant",
        Part.CONSEQUENCES: "Ce qui peut arriver",
        Part.WHAT_TO_DO: "Ce que vous pouvez faire maintenant",
        Part.MEASURES: "Ce qui a été fait",
        Part.CONTACT: "À qui vous adresser",
    },
    "en": {
        Part.WHAT_HAPPENED: "What happened",
        Part.YOUR_DATA: "Which data of yours",
        Part.CONSEQUENCES: "What may happen",
        Part.WHAT_TO_DO: "What you can do now",
        Part.MEASURES: "What has been done",
        Part.CONTACT: "Whom to ask",
    },
}

# What the case fills in, and what the patient's own leaked categories choose (notices.rules.advice).
FACTS = frozenset({"practice", "address", "telephone", "reply_email", "officer", "period", "place"})
# Left empty where there is none: its line is then left out.
OPTIONAL = frozenset({"officer"})
ADVICE = frozenset({"consequences", "actions"})
PLACEHOLDERS = FACTS | ADVICE
_BRACES = re.compile(r"\{([^{}]*)\}")
_STEP = re.compile(r"\d+\.\s+")


def missing(parts: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts that are absent or empty. All six are required of every notice."""
    return tuple(part for part in Part if not parts.get(part, "").strip())


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """What stands in braces and is not in the closed list, in order of appearance."""
    return tuple(name for name in _BRACES.findall(text) if name not in PLACEHOLDERS)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced, once: braces in a value stay as they are. KeyError for an absent one. A
    line left with nothing but an empty value is left out.
    """
    kept = [line for line in text.split("\n") if not _is_emptied(line, values)]
    return _BRACES.sub(lambda found: values[found.group(1)], "\n".join(kept))


def _is_emptied(line: str, values: Mapping[str, str]) -> bool:
    alone = _BRACES.fullmatch(line.strip())
    return alone is not None and not values[alone.group(1)]


def to_blocks(text: str) -> tuple[Block, ...]:
    """A part's text as blocks: paragraphs parted by an empty line, "- " lists, "1. " steps, lines kept together."""
    pieces = re.split(r"\n\s*\n", text.strip())
    return tuple(_block(piece.strip().splitlines()) for piece in pieces if piece.strip())


def _block(lines: list[str]) -> Block:
    if all(line.startswith("- ") for line in lines):
        return Bullets(tuple(line[2:].strip() for line in lines))
    if all(_STEP.match(line) for line in lines):
        return Steps(tuple(_STEP.sub("", line, count=1).strip() for line in lines))
    return Paragraph(lines[0].strip()) if len(lines) == 1 else Lines(tuple(line.strip() for line in lines))
