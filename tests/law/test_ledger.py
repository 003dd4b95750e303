from datetime import UTC, date, datetime, timedelta

import pytest

from notifier.law.ledger import AwarenessKind, Ledger, entry_problems
from notifier.law.refusals import codes

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
KNEW, TOLD, SURE = AwarenessKind
BEGAN = date(2025, 11, 12)
BARE = Ledger(began_on=BEGAN, aware_at=NOW - 2 * DAY)
FULL = Ledger(
    began_on=BEGAN,
    aware_at=NOW - 2 * DAY,
    vendor_knew_at=NOW - 9 * DAY,
    vendor_told_at=NOW - 3 * DAY,
    filed_at=NOW - DAY,
)
WITHOUT_ZONE = datetime(2026, 3, 1, 10, 0)  # noqa: DTZ001 - that is a case tested


@pytest.mark.parametrize(
    ("ledger", "kind", "moment", "reason", "refused"),
    [
        (BARE, KNEW, NOW - 9 * DAY, "", ()),
        (BARE, KNEW, WITHOUT_ZONE, "", ("vendor_moment_without_zone",)),
        (BARE, KNEW, NOW + DAY, "", ("vendor_moment_in_future",)),
        (BARE, KNEW, NOW - 400 * DAY, "", ("awareness_before_breach",)),
        (BARE, TOLD, NOW - DAY, "", ()),
        (BARE, TOLD, NOW - 3 * DAY, "", ("awareness_after_vendor_notice",)),
        (BARE, TOLD, NOW - 3 * DAY, "l’avis ne nommait aucun patient", ()),
        (FULL, TOLD, NOW - 10 * DAY, "erreur", ("vendor_notice_before_knowledge",)),
        (FULL, TOLD, NOW - 2 * DAY, "", ("awareness_correction_unreasoned",)),
        (BARE, SURE, NOW - DAY, "", ("awareness_correction_unreasoned",)),
        (BARE, SURE, NOW - DAY, " ", ("awareness_correction_unreasoned",)),
        (BARE, SURE, NOW - DAY, "heure mal lue", ()),
        (BARE, SURE, BARE.aware_at, "", ()),
        (BARE, SURE, NOW + DAY, "x", ("awareness_in_future",)),
        (BARE, SURE, WITHOUT_ZONE, "x", ("awareness_without_zone",)),
        (BARE, SURE, NOW - 400 * DAY, "x", ("awareness_before_breach",)),
        (FULL, SURE, NOW, "x", ("filing_before_awareness",)),
    ],
)
def test_an_entry_that_cannot_be_true_is_refused_by_name(
    ledger: Ledger, kind: AwarenessKind, moment: datetime, reason: str, refused: tuple[str, ...]
) -> None:
    assert codes(entry_problems(ledger, kind, moment, reason=reason, now=NOW)) == refused


def test_the_breachs_first_day_is_a_day_of_paris() -> None:
    first_hour = datetime(2025, 11, 11, 23, 30, tzinfo=UTC)
    assert entry_problems(BARE, SURE, first_hour, reason="x", now=NOW) == ()
    assert entry_problems(BARE, SURE, first_hour - timedelta(hours=1), reason="x", now=NOW) != ()


def test_the_vendors_delay_wants_both_moments() -> None:
    assert FULL.vendor_delay == 6 * DAY
    assert BARE.vendor_delay is None
