"""Whether subject and first words keep the secret: they are read over a shoulder, on a locked screen, in a list."""

from collections.abc import Iterator

from notifier.law.content import Part
from notifier.law.plain.figures import sentences
from notifier.law.secrecy import outside_problems, subject_problems
from notifier.notices.rules.checking.codes import Fault
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import SUBJECT


def faults(_key: tuple[str, str, str], text: VariantText, names: tuple[str, ...]) -> Iterator[Fault]:
    """Of the subject; and of the first sentence, which some mail programs show beside it."""
    yield from (Fault(code, SUBJECT, text.subject) for code in subject_problems(text.subject, names))
    first = sentences(text.parts.get(Part.WHAT_HAPPENED, ""))[:1]
    for sentence in first:
        if {"medical", "names_party"} & set(outside_problems(sentence, names)):
            yield Fault("opening_medical", Part.WHAT_HAPPENED, sentence)
