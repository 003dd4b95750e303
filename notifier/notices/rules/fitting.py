"""What was found in a roster before an approval, as findings beside those of the texts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from notifier.notices.rules.findings import Finding, Gravity, Place

# Where a finding is about people, not about a part of a text.
ROSTER = "roster"
# Both sides of one sheet: what a window envelope at the lowest rate holds, and what a frightened person reads.
PAGES = 2
_KINDS = {
    "no_text": (Gravity.BLOCKING, "GDPR 34(2)"),
    "unprintable": (Gravity.ADVISORY, "GDPR 34(1)"),
    "address_too_wide": (Gravity.ADVISORY, "AFNOR NF Z10-011"),
    "no_shape": (Gravity.BLOCKING, "GDPR 12(1)"),
    "letter_too_long": (Gravity.ADVISORY, "GDPR 12(1)"),
    "other_font": (Gravity.NOTE, "GDPR 12(1)"),
}
_GRAVEST_FIRST = tuple(Gravity)
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A patient for whom no letter can be made, and why; or whose letter has something a person may want to know.
    `letters` are those of their name or address that cannot be printed, or are printed from another font.
    """

    patient: UUID
    code: str
    letters: str = field(default="", repr=False)

    @property
    def is_note(self) -> bool:
        return _KINDS[self.code][0] is Gravity.NOTE


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and how many patients it is about; 0 where it is about a text."""

    finding: Finding
    count: int = 0

    def as_json(self) -> dict[str, Any]:
        place = self.finding.place
        key = [place.language, place.tier, place.audience]
        return {"code": self.finding.code, "for": key, "mark": place.excerpt, "count": self.count}


@dataclass(frozen=True, slots=True)
class RosterReport:
    """`patients` were looked at; `pages` says how many each text's letter takes, by language, tier and audience, and
    `boxes` which of its letters no font has a shape for.
    """

    patients: int
    faults: tuple[Fault, ...]
    pages: Mapping[Key, int]
    boxes: Mapping[Key, str] = field(default_factory=dict)

    def found(self) -> tuple[Found, ...]:
        """The blocking ones first. The mark of a finding about people is a fingerprint of who they are, so that a
        reason given for some covers no others.
        """
        counts = Counter(fault.code for fault in self.faults)
        about_people = [_found(code, ("", "", ""), self._who(code), count) for code, count in sorted(counts.items())]
        about_texts = [
            _found("letter_too_long", key, str(pages), 0) for key, pages in sorted(self.pages.items()) if pages > PAGES
        ]
        about_texts += [_found("no_shape", key, letters, 0) for key, letters in sorted(self.boxes.items()) if letters]
        return in_order([*about_people, *about_texts])

    def _who(self, code: str) -> str:
        return sha256("\n".join(sorted(str(f.patient) for f in self.faults if f.code == code)).encode()).hexdigest()


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Found, ...]:
    """The reverse of as_json."""
    return in_order(_found(one["code"], tuple(one["for"]), one["mark"], one["count"]) for one in kept)


def in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: _GRAVEST_FIRST.index(one.finding.gravity)))


def _found(code: str, key: Key, mark: str, count: int) -> Found:
    gravity, rule = _KINDS[code]
    return Found(Finding(code, gravity, rule, Place(*key, ROSTER, mark)), count)
