"""What an editor takes: the grammar of law.content and nothing more, in texts that come out alike in every channel."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notifier.law.content import ADVICE, Part, unknown_placeholders
from notifier.lib.text import fold
from notifier.notices.rules.findings import SUBJECT

LONGEST_SUBJECT = 120
LONGEST_PART = 4000

_TAG = re.compile(r"</?[A-Za-z!][^<>\n]{0,200}>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_MARKUP = re.compile(r"\*\*|__|`|^#{1,6}\s|\]\(", re.MULTILINE)
_STEP = re.compile(r"(\d+)\.\s+")
# What only looks like a list would be printed as typed, with its star or bracket.
_OTHER_LISTS = re.compile(r"^(?:[*•·–—+]\s|-\S|\d+[)°]\s|-\s*$|\d+\.\s*$)", re.MULTILINE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff]")
# What people expect to be a field, folded. Each has its own place on the paper, where its width is reserved, and in the
# message; nowhere else is anything of one patient put.
_PERSONAL = frozenset({
    "nom", "prenom", "name", "first name", "last name", "patient", "civilite", "salutation", "title", "reference",
    "ref", "date", "code", "adresse", "adresse patient", "courriel", "email", "date de naissance", "birth date",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not taken: a stable word, the field, the line counted from 1, and the words themselves."""

    code: str
    field: str
    line: int
    excerpt: str = ""


def tidy_part(text: str) -> str:
    """Line ends as everywhere, no blanks at the ends of lines, one empty line between paragraphs: so that what looks
    equal is equal.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def tidy_subject(text: str) -> str:
    return " ".join(text.split(" ")).strip(" ")


def faults(subject: str, parts: Mapping[str, str]) -> tuple[Fault, ...]:
    """All that keeps tidied texts from being saved, in the order of the fields and their lines."""
    found = list(_subject_faults(subject))
    for part in Part:
        text = parts.get(part, "")
        if len(text) > LONGEST_PART:
            found.append(Fault("too_long", part, 1))
        in_part = sorted(_part_faults(text), key=lambda fault: fault[1])
        found.extend(Fault(code, part, line, excerpt) for code, line, excerpt in in_part)
    return tuple(found)


def _subject_faults(subject: str) -> Iterator[Fault]:
    if len(subject) > LONGEST_SUBJECT:
        yield Fault("too_long", SUBJECT, 1)
    if "\n" in subject or "\r" in subject:
        yield Fault("subject_lines", SUBJECT, 1)
    elif found := _UNPRINTABLE.search(subject):
        yield Fault("unprintable", SUBJECT, 1, f"U+{ord(found.group()):04X}")
    if found := _TAG.search(subject):
        yield Fault("html", SUBJECT, 1, found.group())
    # The subject is the same for all who share a variant; nothing is filled in there.
    if found := re.search(r"\{[^{}]*\}?|\}", subject):
        yield Fault("subject_placeholder", SUBJECT, 1, found.group())


def _part_faults(text: str) -> Iterator[tuple[str, int, str]]:
    for code, pattern in (("html", _TAG), ("markup", _MARKUP), ("other_list", _OTHER_LISTS)):
        for found in pattern.finditer(text):
            yield code, _line(text, found.start()), found.group().strip()
    for found in _UNPRINTABLE.finditer(text):
        yield "unprintable", _line(text, found.start()), f"U+{ord(found.group()):04X}"
    yield from _brace_faults(text)
    yield from _list_faults(text)


def _brace_faults(text: str) -> Iterator[tuple[str, int, str]]:
    for found in re.finditer(r"\{[^{}]*\}", text):
        if unknown_placeholders(found.group()):
            code = "personal_placeholder" if fold(found.group()[1:-1]) in _PERSONAL else "unknown_placeholder"
            yield code, _line(text, found.start()), found.group()
        elif found.group()[1:-1] in ADVICE and not _is_alone(text, found.start(), found.end()):
            yield "not_alone", _line(text, found.start()), found.group()
    bare = re.sub(r"\{[^{}]*\}", lambda found: " " * len(found.group()), text)
    for found in re.finditer(r"[{}]", bare):
        yield "loose_brace", _line(text, found.start()), found.group()


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether it is a whole paragraph: what is put there brings lines of its own."""
    before, after = text[:start], text[end:]
    return (not before.strip() or before.endswith("\n\n")) and (not after.strip() or after.startswith("\n\n"))


def _list_faults(text: str) -> Iterator[tuple[str, int, str]]:
    """A list keeps to itself: a line of another kind inside it would turn all of it into plain lines."""
    number = 0
    block: list[tuple[int, str]] = []
    for line in [*text.split("\n"), ""]:
        number += 1
        if line.strip():
            block.append((number, line))
            continue
        yield from _block_faults(block)
        block = []


def _block_faults(block: list[tuple[int, str]]) -> Iterator[tuple[str, int, str]]:
    kinds = [_kind(line) for _, line in block]
    for place, ((number, line), kind) in enumerate(zip(block, kinds, strict=True)):
        if kind != kinds[0]:
            yield "mixed_list", number, line[:40]
            return
        step = _STEP.match(line)
        if kind == "step" and step and int(step.group(1)) != place + 1:
            yield "step_number", number, step.group().strip()
            return


def _kind(line: str) -> str:
    if line.startswith("- "):
        return "bullet"
    return "step" if _STEP.match(line) else "line"


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
