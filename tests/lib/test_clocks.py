from datetime import time, timedelta

import pytest

from notifier.lib.clocks import hours_between, zone_of


@pytest.mark.parametrize(
    ("postcode", "zone"),
    [
        ("69003", "Europe/Paris"),
        ("20000", "Europe/Paris"),
        ("97400", "Indian/Reunion"),
        ("97110", "America/Guadeloupe"),
        ("97200", "America/Martinique"),
        ("97300", "America/Cayenne"),
        ("97500", "America/Miquelon"),
        ("97600", "Indian/Mayotte"),
        ("98800", "Pacific/Noumea"),
        ("987 14", "Pacific/Tahiti"),
        ("", "Europe/Paris"),
        ("974", "Europe/Paris"),
        ("1010 AB", "Europe/Paris"),
    ],
)
def test_a_postcode_says_whose_clock_hangs_there(postcode: str, zone: str) -> None:
    assert zone_of(postcode).key == zone


@pytest.mark.parametrize(
    ("begins", "ends", "hours"),
    [
        (time(8), time(12), 4),
        (time(20), time(8), 12),
        (time(8), time(8), 24),
        (time(8), time(7), 23),
        (time(0), time(0), 24),
    ],
)
def test_hours_go_over_midnight(begins: time, ends: time, hours: int) -> None:
    assert hours_between(begins, ends) == timedelta(hours=hours)
