from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from notifier.law.template.document import is_asked, is_late, is_wanted
from notifier.law.template.shapes import Value
from notifier.law.template.table import CURRENT
from tests.law.template.samples import AWARE, COMPLETE, changed

FIELDS = CURRENT.fields


@pytest.mark.parametrize(
    ("row", "changes", "asked", "wanted"),
    [
        (3, {}, True, True),
        (5, {}, False, False),
        (5, {3: "b", 4: "c"}, True, True),
        (5, {3: "b", 4: "a"}, False, False),
        (11, {10: None}, False, False),
        (11, {}, True, True),
        (7, {}, True, False),
        (18, {}, False, False),
        (18, {120: "a"}, True, True),
        (29, {23: "a"}, False, False),
        (30, {29: "b"}, False, False),
        (47, {44: "c"}, False, False),
        (53, {45: False}, False, False),
        (58, {55: ("a", "b")}, True, True),
        (73, {72: "c"}, False, False),
        (83, {55: ("c",)}, True, True),
        (99, {97: "b1"}, False, False),
        (101, {97: "e"}, True, True),
        (105, {}, True, False),
        (111, {109: "b", 110: "a"}, True, True),
        (111, {109: "b"}, False, False),
    ],
)
def test_rows_are_asked_by_what_stands_in_others(
    row: int, changes: dict[int, Value | None], asked: bool, wanted: bool
) -> None:
    document = changed(COMPLETE, changes)
    assert (is_asked(FIELDS[row], document), is_wanted(FIELDS[row], document)) == (asked, wanted)


def test_reasons_for_the_delay_are_asked_after_the_plain_hours_and_not_before() -> None:
    """The template prints the condition the wrong way round."""
    due = replace(COMPLETE, made_at=AWARE + timedelta(hours=72))
    late = replace(COMPLETE, made_at=AWARE + timedelta(hours=72, seconds=1))
    assert (is_late(due), is_late(late)) == (False, True)
    assert is_wanted(FIELDS[49], late)
    assert not is_wanted(FIELDS[49], due)
    assert not is_wanted(FIELDS[49], changed(late, {3: "b"}))


def test_without_a_true_moment_nothing_is_late() -> None:
    bare = datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001 - that is the case tested
    assert not is_late(changed(COMPLETE, {48: bare}))
    assert not is_late(changed(COMPLETE, {48: None}))
