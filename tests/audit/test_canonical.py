from datetime import datetime, timedelta, timezone

from notifier.audit.canonical import moment


def test_moments_are_utc_with_microseconds() -> None:
    paris_winter = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 1, 1, 0, 30, tzinfo=paris_winter)) == "2025-12-31T23:30:00.000000Z"
