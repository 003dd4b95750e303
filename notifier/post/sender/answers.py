"""What a name server said, and how it is asked: the one thing the rules beside this need of the world."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Records as text: the strings of a TXT joined, an address, `10 mail.example.org` for an MX. Empty where the name
    server says that there is none; `failed` where none gave an answer, which says nothing either way.
    """

    records: tuple[str, ...] = ()
    failed: bool = False


# A name without its final dot and a type such as TXT.
Lookup = Callable[[str, str], Answer]


class LookupFailed(RuntimeError):
    """Nobody answered; `name` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def asked(lookup: Lookup, name: str, kind: str) -> tuple[str, ...]:
    """The records; raises LookupFailed."""
    answer = lookup(name.rstrip(".").lower(), kind)
    if answer.failed:
        raise LookupFailed(name)
    return answer.records


def is_name(domain: str) -> bool:
    """Whether it can be asked for: two labels at least, none too long (RFC 1035 section 2.3.4, RFC 7208 4.3)."""
    labels = domain.rstrip(".").split(".")
    return len(labels) > 1 and len(domain) <= 253 and all(0 < len(label) <= 63 for label in labels)
