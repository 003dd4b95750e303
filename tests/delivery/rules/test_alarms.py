"""When somebody is told."""

from datetime import UTC, datetime, timedelta

import pytest

from notifier.delivery.choices import AlarmKind
from notifier.delivery.rules.alarms import AlarmKey, is_due, news

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "lasted", "expected"),
    [
        (AlarmKind.CHANNEL, timedelta(minutes=9, seconds=59), False),
        (AlarmKind.CHANNEL, timedelta(minutes=10), True),
        (AlarmKind.LOG, timedelta(minutes=4), False),
        (AlarmKind.LOG, timedelta(minutes=5), True),
        (AlarmKind.COMPLETENESS, timedelta(0), True),
        (AlarmKind.SENDER, timedelta(0), True),
    ],
)
def test_what_may_mend_itself_is_waited_for(kind: AlarmKind, lasted: timedelta, expected: bool) -> None:
    assert is_due(kind, AT - lasted, AT) is expected


def test_news_are_the_codes_nobody_was_told_of() -> None:
    assert news(["a"], ("b", "a", "b", "c")) == ["b", "c"]


def test_a_key_is_read_as_it_is_written() -> None:
    key = AlarmKey(12, 3, 7)
    assert AlarmKey.parse(str(key)) == key


@pytest.mark.parametrize("text", ["alarm:1:2", "deadline:1:2:user3", "alarm:1:2:3", "alarm:x:2:user3"])
def test_another_text_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        AlarmKey.parse(text)
