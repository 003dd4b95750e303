from datetime import datetime

from notifier.law.deadlines.authority import authority_deadline
from notifier.law.deadlines.periods import PARIS
from notifier.law.deadlines.readings import authority_readings


def test_the_disputed_readings_are_labelled_so() -> None:
    found = authority_readings(authority_deadline(datetime(2026, 5, 7, 18, 45, tzinfo=PARIS)))
    assert [(one.code, one.is_disputed) for one in found] == [
        ("naive", False), ("strict", False), ("wall", False), ("part_days", True), ("full_days", True),
    ]  # fmt: skip
    assert [one.ends_at.day for one in found] == [10, 10, 10, 12, 13]


def test_every_reading_has_its_words_and_its_source() -> None:
    found = authority_readings(authority_deadline(datetime(2026, 5, 7, 18, 45, tzinfo=PARIS)))
    assert all(one.label.fr and one.label.en and one.source for one in found)
