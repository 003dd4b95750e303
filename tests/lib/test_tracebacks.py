from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db.utils import DataError, IntegrityError, OperationalError

from notifier.lib.tables import UnreadableTable
from notifier.lib.tracebacks import story, told

# Put together here, so that the lines of source a traceback shows do not hold it.
BIRD = "".join(["zyx", "wvq"])


def caught(act: object) -> BaseException:
    try:
        act()  # type: ignore[operator]
    except Exception as error:
        return error
    raise AssertionError("it passed")


@pytest.mark.parametrize(
    "act",
    [
        lambda: int(BIRD),
        lambda: {}[BIRD],
        lambda: date.fromisoformat(BIRD),
        lambda: (BIRD.encode() + b"\xff").decode(),
        lambda: (BIRD + "é").encode("ascii"),
        lambda: Path(f"/nowhere/{BIRD}").read_bytes(),
        lambda: [].index(BIRD),
    ],
)
def test_an_error_keeps_the_value_that_broke_it(act: object) -> None:
    error = caught(act)
    assert BIRD in str(error) + repr(error)
    assert BIRD not in told(error) + story(error)
    assert type(error).__name__ in story(error)


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError(f"DETAIL: Failing row contains ({BIRD})"),
        DataError(f'invalid input syntax for type date: "{BIRD}"'),
        OperationalError(f"no such column: x\nLINE 1: select '{BIRD}'"),
        ValidationError(BIRD),
        ValueError(BIRD),
    ],
)
def test_a_database_or_a_form_may_not_speak_of_a_row(error: Exception) -> None:
    assert BIRD not in told(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            OperationalError("no such table: rosters_patient"),
            "django.db.utils.OperationalError: no such table: rosters_",
        ),
        (ImproperlyConfigured("EMAIL_URL is not set"), "EMAIL_URL is not set"),
        (UnreadableTable("bad_quotes", 7), "notifier.lib.tables.UnreadableTable: bad_quotes at line 7"),
        (FileNotFoundError(2, "No such file or directory", "x.csv"), "FileNotFoundError: No such file or directory"),
        (NameError("name 'x' is not defined"), "NameError: name 'x' is not defined"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError"),
    ],
)
def test_what_helps_to_mend_it_is_still_said(error: Exception, words: str) -> None:
    assert words in told(error)


def test_a_story_begins_with_the_first_error_and_names_the_lines() -> None:
    def first() -> None:
        raise KeyError(BIRD)

    def second() -> None:
        try:
            first()
        except KeyError as cause:
            raise ValueError(BIRD) from cause

    text = story(caught(second))
    assert text.index("KeyError") < text.index("ValueError")
    assert "in first\n    raise KeyError(BIRD)" in text
    assert BIRD not in text


def test_a_circle_of_causes_ends() -> None:
    one, other = ValueError(), TypeError()
    one.__cause__, other.__cause__ = other, one
    assert story(one).count("Traceback") == 2
