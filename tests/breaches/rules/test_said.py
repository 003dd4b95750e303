from datetime import UTC, datetime

import pytest

from notifier.breaches.rules.said import Said, read_said, with_notice
from notifier.law.decisions.grounds import (
    Balancing,
    Disproportionate,
    Evidence,
    NoLongerLikely,
    PublicChannel,
    PublicNotice,
    Unintelligible,
)
from notifier.law.severity.patients import Tier

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
BALANCING = Balancing("effort", "effets", "pourquoi", collected_from_person=True, why_though_collected_from_person="x")
WIDE = Disproportionate(frozenset({Tier.ADMINISTRATIVE}), 12, BALANCING)
NOTICE = PublicNotice(frozenset({PublicChannel.OWN_WEBSITE}), AT, "vu par tous", names_the_data=True, has_document=True)


@pytest.mark.parametrize(
    "evidence",
    [
        None,
        Unintelligible("AES-256", covers_all_data=True, is_key_safe=False, has_document=True),
        NoLongerLikely("retrait", AT, has_document=True),
        NoLongerLikely("retrait", None, has_document=True),
        WIDE,
    ],
)
def test_what_was_said_is_read_again(evidence: Evidence | None) -> None:
    said = Said("raison « é »", "score", "avis", evidence, NOTICE, "Parquet", AT)
    assert read_said(said.text(), has_document=True) == said


def test_whether_a_document_is_there_the_row_knows() -> None:
    said = Said(evidence=Unintelligible("A", covers_all_data=True, is_key_safe=True, has_document=True), notice=NOTICE)
    found = read_said(said.text(), has_document=False)
    assert isinstance(found.evidence, Unintelligible)
    assert not found.evidence.has_document
    assert found.notice is not None
    assert not found.notice.has_document


def test_a_notice_belongs_to_a_disproportionate_effort_only() -> None:
    found = with_notice(WIDE, NOTICE)
    assert isinstance(found, Disproportionate)
    assert found.public_notice == NOTICE
    other = NoLongerLikely("retrait", AT, has_document=True)
    assert with_notice(other, NOTICE) is other
    assert with_notice(None, NOTICE) is None
