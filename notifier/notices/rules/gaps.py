"""Placeholders that would be filled with nothing."""

import re
from collections.abc import Iterator, Mapping

from notifier.law.content import OPTIONAL
from notifier.notices.rules.checks import Texts
from notifier.notices.rules.findings import Finding, Gravity, Place

_BRACES = re.compile(r"\{([^{}]*)\}")


def empty_placeholders(texts: Texts, facts: Mapping[str, Mapping[str, str]]) -> Iterator[Finding]:
    """Each place where a text asks for a fact of the case that is blank; `facts` by language."""
    for key, text in texts.items():
        known = facts.get(key[0], {})
        for part, said in text.parts.items():
            for name in dict.fromkeys(_BRACES.findall(said)):
                if name in known.keys() - OPTIONAL and not known[name].strip():
                    place = Place(*key, part, f"{{{name}}}")
                    yield Finding("empty_placeholder", Gravity.BLOCKING, "GDPR 33(3)(b)", place)
