from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from notifier.law.decisions.grounds import (
    Balancing,
    Disproportionate,
    Evidence,
    Ground,
    NoLongerLikely,
    PublicChannel,
    PublicNotice,
    Unintelligible,
    closing_evidence_problems,
    evidence_problems,
    public_notice_problems,
)
from notifier.law.refusals import codes
from notifier.law.severity.patients import Tier

BREACH = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
A = Unintelligible("AES-256, clé dans un module à part", covers_all_data=True, is_key_safe=True, has_document=True)
B = NoLongerLikely("copie unique reprise, constat d’huissier", BREACH + timedelta(days=1), has_document=True)
WEIGHED = Balancing("9 000 adresses à rechercher", "risque d’hameçonnage", "adresses de plus de vingt ans", False)
C = Disproportionate(frozenset({Tier.ADMINISTRATIVE}), 9000, WEIGHED)
NOTICE = PublicNotice(
    frozenset({PublicChannel.OWN_WEBSITE, PublicChannel.POSTER_AT_PRACTICE}),
    BREACH + timedelta(days=60),
    "vue par qui vient et par qui cherche",
    names_the_data=True,
    has_document=True,
)


@pytest.mark.parametrize(
    ("evidence", "refused"),
    [
        (A, ()),
        (replace(A, measure=" "), ("unintelligible_undescribed",)),
        (replace(A, covers_all_data=False), ("unintelligible_in_part",)),
        (replace(A, is_key_safe=False, has_document=False), ("unintelligible_key_exposed", "unintelligible_unproven")),
        (B, ()),
        (replace(B, taken_at=BREACH - timedelta(days=1)), ("resolved_not_later",)),
        (replace(B, taken_at=None, measure=""), ("resolved_undescribed", "resolved_not_later")),
        (replace(B, has_document=False), ("resolved_unproven",)),
        (C, ()),
        (replace(C, balancing=replace(WEIGHED, effects_on_people="")), ("effort_unbalanced",)),
        (replace(C, balancing=replace(WEIGHED, collected_from_person=True)), ("effort_collected_from_person",)),
        (replace(C, tiers=frozenset()), ("effort_nobody_named",)),
        (replace(C, tiers=frozenset(Tier)), ("effort_annotated",)),
    ],
)
def test_a_ground_shows_its_evidence(evidence: Evidence, refused: tuple[str, ...]) -> None:
    assert codes(evidence_problems(evidence, breach_at=BREACH)) == refused


def test_a_physician_who_asked_the_patient_for_the_data_says_why_the_exception_holds() -> None:
    weighed = replace(
        WEIGHED, collected_from_person=True, why_though_collected_from_person="dernière visite il y a vingt ans"
    )
    assert evidence_problems(replace(C, balancing=weighed), breach_at=BREACH) == ()


def test_the_third_ground_cannot_be_closed_without_a_public_notice() -> None:
    assert codes(closing_evidence_problems(C, breach_at=BREACH)) == ("public_notice_absent",)
    assert closing_evidence_problems(replace(C, public_notice=NOTICE), breach_at=BREACH) == ()


@pytest.mark.parametrize("evidence", [A, B])
def test_the_other_grounds_need_no_public_notice(evidence: Evidence) -> None:
    assert closing_evidence_problems(evidence, breach_at=BREACH) == ()


@pytest.mark.parametrize(
    ("notice", "refused"),
    [
        (NOTICE, ()),
        (None, ("public_notice_absent",)),
        (replace(NOTICE, has_document=False), ("public_notice_unproven",)),
        (replace(NOTICE, why_equally_effective=""), ("public_notice_unreasoned",)),
        (replace(NOTICE, names_the_data=False), ("public_notice_vague",)),
        (replace(NOTICE, channels=frozenset({PublicChannel.PRESS_RELEASE})), ("public_notice_release_only",)),
        (replace(NOTICE, channels=frozenset()), ("public_notice_release_only",)),
    ],
)
def test_a_public_notice_informs_equally_effectively(notice: PublicNotice | None, refused: tuple[str, ...]) -> None:
    assert codes(public_notice_problems(notice)) == refused


def test_every_ground_has_its_letter() -> None:
    assert [evidence.ground for evidence in (A, B, C)] == list(Ground)
