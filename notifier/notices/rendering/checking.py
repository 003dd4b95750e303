"""All that is found in a wording, and what of it still stands in the way of its approval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from notifier.notices.models import Override, RosterCheck, Wording
from notifier.notices.queries.sending import sender_findings
from notifier.notices.rendering.facts import case_facts
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.notices.rendering.masters import wording_texts
from notifier.notices.rules.checks import CODES, findings
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import Finding, Gravity
from notifier.notices.rules.fitting import Found, from_json
from notifier.notices.rules.gaps import empty_placeholders
from notifier.notices.rules.overrides import Judged, judge
from notifier.rosters.choices import Language


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings in order of gravity, and the newest look at the roster, None before the first. `counts` says how
    many patients a finding about people concerns, by its fingerprint; `overrides` what was set aside, by fingerprint.
    """

    judged: tuple[Judged, ...]
    overrides: dict[str, Override]
    counts: dict[str, int]
    roster: RosterCheck | None
    is_roster_current: bool

    @property
    def blocking(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.is_blocking)

    @property
    def advisory(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if not one.is_blocking)

    @property
    def open_count(self) -> int:
        return sum(one.is_open for one in self.judged)


def text_findings(wording: Wording) -> tuple[Finding, ...]:
    """Of the texts alone, without a look at any patient, in order of gravity."""
    texts = wording_texts(wording)
    vendor = wording.case.breach.vendor
    names = (wording.case.controller.organisation.name, *([vendor.name] if vendor else []))
    facts = {language.value: case_facts(wording.case, language) for language in Language}
    found = [one for key, text in texts.items() for one in _found(key, text.subject, tuple(text.parts.items()), names)]
    return tuple(sorted([*found, *empty_placeholders(texts, facts)], key=_order))


# Reading a text for its faults takes tens of milliseconds, and pages ask again for texts that did not change.
@lru_cache(maxsize=512)
def _found(
    key: tuple[str, str, str], subject: str, parts: tuple[tuple[str, str], ...], names: tuple[str, ...]
) -> tuple[Finding, ...]:
    return findings({key: VariantText(subject, dict(parts))}, names)


def _order(finding: Finding) -> tuple[bool, int]:
    """The blocking ones first, then as the codes stand; what is no text's own fault last among its like."""
    known = _PLACES.get(finding.code, len(_PLACES))
    return finding.gravity is Gravity.ADVISORY, known


_PLACES = {code: place for place, code in enumerate(CODES)}


def judged_findings(wording: Wording, of_roster: Iterable[Found], at: datetime) -> tuple[Judged, ...]:
    """Those of the texts, of the roster and of the sender, the blocking ones first, each with what became of it; four
    queries, and up to four of the sender.
    """
    found = [*text_findings(wording), *(one.finding for one in of_roster), *sender_findings(wording, at)]
    found.sort(key=_order)
    overridden = dict.fromkeys(wording.overrides.values_list("finding", flat=True))
    return judge(found, wording_texts(wording), overridden)


def check_page(wording: Wording, patients: int, at: datetime) -> Checked:
    """What the pages show, from the newest look at the roster; `patients` are those an approval would write to now."""
    roster = RosterCheck.objects.select_related("checked_by").filter(wording=wording).first()
    of_roster = from_json(roster.found) if roster else ()
    judged = judged_findings(wording, of_roster, at)
    counts = {one.finding.place.excerpt: one.count for one in of_roster if one.count}
    overrides = {one.finding: one for one in wording.overrides.select_related("given_by")}
    is_current = roster is not None and (roster.patients, roster.read_sha256) == (patients, read_sha256(wording))
    return Checked(
        judged=judged,
        overrides=overrides,
        counts={one.fingerprint: counts[one.finding.place.excerpt] for one in judged
                if one.finding.place.excerpt in counts},
        roster=roster,
        is_roster_current=is_current,
    )  # fmt: skip


def advisory_of(judged: Iterable[Judged], fingerprint: str) -> bool | None:
    """Whether the finding with this fingerprint is advisory; None where there is none."""
    return next((not one.is_blocking for one in judged if one.fingerprint == fingerprint), None)
