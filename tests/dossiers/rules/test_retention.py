"""The file of periods, read and applied to days."""

from datetime import date, timedelta

import pytest

from notifier.dossiers.rules.retention import FILE, Period, Start, UnreadableRetention, read_retention, retention

TEXT = FILE.read_text(encoding="utf-8")


def test_the_periods_are_those_the_domain_proposes() -> None:
    periods = retention().periods
    assert periods["campaign"] == Period(Start.CLOSING, days=90)
    assert periods["register"] == Period(Start.CLOSING, years=6)
    assert retention().brief == timedelta(days=3)
    assert (retention().loud_days, retention().postponing_days) == (30, 90)


def test_a_patients_data_go_ninety_days_after_closing() -> None:
    assert retention().erasure_day(date(2026, 3, 4), None) == date(2026, 6, 2)


def test_a_postponed_erasure_comes_later_and_never_earlier() -> None:
    assert retention().erasure_day(date(2026, 3, 4), date(2026, 7, 1)) == date(2026, 7, 1)
    assert retention().erasure_day(date(2026, 3, 4), date(2026, 3, 5)) == date(2026, 6, 2)


def test_the_latest_day_is_ninety_days_after_the_planned_one() -> None:
    assert retention().latest_postponing(date(2026, 3, 4)) == date(2026, 6, 2) + timedelta(days=90)


@pytest.mark.parametrize(
    ("closed", "forgotten"), [(date(2026, 3, 4), date(2032, 3, 4)), (date(2028, 2, 29), date(2034, 3, 1))]
)
def test_the_register_is_kept_six_years(closed: date, forgotten: date) -> None:
    assert retention().forgetting_day(closed) == forgotten


def test_a_period_without_an_end_has_none() -> None:
    with pytest.raises(ValueError, match="no end"):
        Period(Start.NEVER).end(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[periods.campaign]", "[periods.campagne]"),
        ('after = "closing"\ndays = 90', 'after = "opening"\ndays = 90'),
        ('after = "closing"\ndays = 90', 'after = "writing"\ndays = 90'),
        ("days = 90", "days = -1"),
        ("days = 90", "months = 3"),
        ("days = 90\n", ""),
        ('after = "closing"\nyears', "years"),
        ('after = "writing"\ndays = 3', 'after = "writing"\nyears = 3'),
        ("loud_days", "loud"),
        ("[keep]", "[kept]"),
        ("[periods.account]", "[periods.account"),
    ],
)
def test_a_file_that_leaves_a_question_open_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(UnreadableRetention):
        read_retention(TEXT.replace(old, new, 1))
