"""A notice as blocks, before it becomes a message or a letter: the same content for every channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Actions in order, shown with numbers."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines that belong together: a practice's address, a signature."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """One line per category of data with its answer in words ("oui", "non"), concerned or not."""

    rows: tuple[tuple[str, bool, str], ...]


Block = Heading | Paragraph | Bullets | Steps | Lines | Answers


@dataclass(frozen=True, slots=True)
class Document:
    """`language` is a BCP 47 tag; `subject` the e-mail's subject and the letter's first line."""

    language: str
    subject: str
    blocks: tuple[Block, ...]
