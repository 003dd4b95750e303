"""Whether a text says what Article 34(2) asks for, and whether all that stands in braces can be filled in."""

import re
from collections.abc import Iterator

from notifier.law.content import ADVICE, Part, missing, unknown_placeholders
from notifier.law.plain.figures import sentences
from notifier.law.plain.folding import folded, occurrences
from notifier.notices.rules.advice import MOST
from notifier.notices.rules.checking.codes import Fault
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import SUBJECT

_HOME = {"consequences": Part.CONSEQUENCES, "actions": Part.WHAT_TO_DO}
# Several lines in one field: inside a sentence they would tear it apart.
_ALONE = frozenset({"address", "officer", *ADVICE})
_BRACES = re.compile(r"\{([^{}]*)\}")
_STEP = re.compile(r"^\s*\d+\.\s+", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:\d+\.|-)\s+", re.MULTILINE)
_TELEPHONE = re.compile(r"(?:\d[\s.]?){10}")
_TAKEN = {
    "fr": r"vole(?:e|s|es)?|vols?|copie(?:e|s|es)?|derobe(?:e|s|es)?|pris(?:e|es)?|publie(?:e|s|es)?|perdu(?:e|s|es)?|"
          r"envoye(?:e|s|es)?|fuites?|lu(?:e|s|es)?|vu(?:e|s|es)?|efface(?:e|s|es)?|chiffre(?:e|s|es)?",
    "en": r"stolen|theft|copied|taken|published|lost|sent|leak(?:ed|s)?|read|seen|erased|deleted|locked",
}  # fmt: skip
_APOLOGY = {"fr": r"excus\w*|pardon|regrett\w*|desole\w*", "en": r"apolog\w*|sorry|regret\w*"}


def faults(key: tuple[str, str, str], text: VariantText, _names: tuple[str, ...]) -> Iterator[Fault]:
    """Of the content alone, in the order of the parts."""
    language = key[0]
    yield from (Fault(f"missing_{part}", part) for part in missing(text.parts))
    yield from _placeholder_faults(text)
    yield from _contact_faults(text)
    yield from _action_faults(text)
    yield from _opening_faults(language, text)
    whole = folded("\n".join(text.parts.values()))
    if not any(occurrences(_APOLOGY[language], whole)):
        yield Fault("no_apology", Part.WHAT_HAPPENED)


def _placeholder_faults(text: VariantText) -> Iterator[Fault]:
    for part, said in (*text.parts.items(), (SUBJECT, text.subject)):
        for name in unknown_placeholders(said):
            yield Fault("unknown_placeholder", part, f"{{{name}}}")
        rest = _BRACES.sub("", said)
        for brace in re.findall(r".{0,12}[{}].{0,12}", rest):
            yield Fault("broken_placeholder", part, brace.strip())
        yield from _misplaced(part, said)


def _misplaced(part: str, said: str) -> Iterator[Fault]:
    for line in said.splitlines():
        for name in _BRACES.findall(line):
            is_lost = part == SUBJECT or _HOME.get(name, part) != part
            if is_lost or (name in _ALONE and line.strip() != f"{{{name}}}"):
                yield Fault("misplaced_placeholder", part, line.strip())


def _contact_faults(text: VariantText) -> Iterator[Fault]:
    """A contact point has a name, and a telephone or a mailbox: the field of the case, or written out."""
    said = text.parts.get(Part.CONTACT, "")
    if not said.strip():
        return
    if not any("{practice}" in part for part in text.parts.values()):
        yield Fault("practice_unnamed", Part.CONTACT)
    if not ({"telephone", "reply_email"} & set(_BRACES.findall(said)) or _TELEPHONE.search(said)):
        yield Fault("contact_unreachable", Part.CONTACT)


def _action_faults(text: VariantText) -> Iterator[Fault]:
    said = text.parts.get(Part.WHAT_TO_DO, "")
    own = len(_STEP.findall(said)) or len(_ITEM.findall(said))
    if own + (MOST if "{actions}" in said else 0) > MOST:
        yield Fault("too_many_actions", Part.WHAT_TO_DO)
    elif said.strip() and not own and "{actions}" not in said:
        yield Fault("no_actions", Part.WHAT_TO_DO)


def _opening_faults(language: str, text: VariantText) -> Iterator[Fault]:
    """The first sentence says that something was taken from the reader."""
    spoken = sentences(text.parts.get(Part.WHAT_HAPPENED, ""))
    if spoken and not any(occurrences(_TAKEN[language], folded(spoken[0]))):
        yield Fault("opening_unclear", Part.WHAT_HAPPENED, spoken[0])
