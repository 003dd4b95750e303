"""What a person wrote with a decision, as one text that can be sealed and committed to, and read again."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from notifier.law.decisions.grounds import (
    Balancing,
    Disproportionate,
    Evidence,
    Ground,
    NoLongerLikely,
    PublicChannel,
    PublicNotice,
    Unintelligible,
)
from notifier.law.severity.patients import Tier


@dataclass(frozen=True, slots=True)
class Said:
    """The free text of one decision, and the evidence or public notice it rests on. Whether a document is there is not
    said here: the row knows.
    """

    reason: str = ""
    score_departure: str = ""
    advice_departure: str = ""
    evidence: Evidence | None = None
    notice: PublicNotice | None = None
    asked_by: str = ""
    asked_at: datetime | None = None

    def text(self) -> str:
        """One text for equal content, whatever made it."""
        body = {
            "reason": self.reason,
            "score_departure": self.score_departure,
            "advice_departure": self.advice_departure,
            "evidence": _evidence(self.evidence),
            "notice": _notice(self.notice),
            "asked_by": self.asked_by,
            "asked_at": _moment(self.asked_at),
        }
        return json.dumps(body, ensure_ascii=False, sort_keys=True)


def read_said(text: str, *, has_document: bool) -> Said:
    """What `Said.text` made, with what the row knows of its document."""
    body = json.loads(text)
    return Said(
        reason=body["reason"],
        score_departure=body["score_departure"],
        advice_departure=body["advice_departure"],
        evidence=_read_evidence(body["evidence"], has_document),
        notice=_read_notice(body["notice"], has_document),
        asked_by=body["asked_by"],
        asked_at=_read_moment(body["asked_at"]),
    )


def with_notice(evidence: Evidence | None, notice: PublicNotice | None) -> Evidence | None:
    """An exception for disproportionate effort with the public notice that came after it."""
    return replace(evidence, public_notice=notice) if isinstance(evidence, Disproportionate) else evidence


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    match evidence:
        case None:
            return None
        case Unintelligible():
            return {
                "ground": evidence.ground,
                "measure": evidence.measure,
                "covers_all_data": evidence.covers_all_data,
                "is_key_safe": evidence.is_key_safe,
            }
        case NoLongerLikely():
            return {"ground": evidence.ground, "measure": evidence.measure, "taken_at": _moment(evidence.taken_at)}
        case Disproportionate(balancing=test):
            return {
                "ground": evidence.ground,
                "tiers": sorted(evidence.tiers),
                "people": evidence.people,
                "effort": test.effort,
                "effects_on_people": test.effects_on_people,
                "why_direct_fails": test.why_direct_fails,
                "collected_from_person": test.collected_from_person,
                "why_though_collected_from_person": test.why_though_collected_from_person,
            }


def _read_evidence(body: dict[str, Any] | None, has_document: bool) -> Evidence | None:
    if body is None:
        return None
    match Ground(body["ground"]):
        case Ground.UNINTELLIGIBLE:
            return Unintelligible(body["measure"], body["covers_all_data"], body["is_key_safe"], has_document)
        case Ground.NO_LONGER_LIKELY:
            return NoLongerLikely(body["measure"], _read_moment(body["taken_at"]), has_document)
        case Ground.DISPROPORTIONATE:
            test = Balancing(
                effort=body["effort"],
                effects_on_people=body["effects_on_people"],
                why_direct_fails=body["why_direct_fails"],
                collected_from_person=body["collected_from_person"],
                why_though_collected_from_person=body["why_though_collected_from_person"],
            )
            return Disproportionate(frozenset(map(Tier, body["tiers"])), body["people"], test)


def _notice(notice: PublicNotice | None) -> dict[str, Any] | None:
    if notice is None:
        return None
    return {
        "channels": sorted(notice.channels),
        "published_at": _moment(notice.published_at),
        "why_equally_effective": notice.why_equally_effective,
        "names_the_data": notice.names_the_data,
    }


def _read_notice(body: dict[str, Any] | None, has_document: bool) -> PublicNotice | None:
    if body is None:
        return None
    return PublicNotice(
        channels=frozenset(map(PublicChannel, body["channels"])),
        published_at=datetime.fromisoformat(body["published_at"]),
        why_equally_effective=body["why_equally_effective"],
        names_the_data=body["names_the_data"],
        has_document=has_document,
    )


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read_moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
