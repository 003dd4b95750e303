from decimal import Decimal

import pytest

from notifier.law.severity.ease import (
    LEVELS,
    LIMITED,
    MAXIMUM,
    NEGLIGIBLE,
    SIGNIFICANT,
    Identification,
    Identifier,
    ease,
)

ALL = {NEGLIGIBLE, LIMITED, SIGNIFICANT, MAXIMUM}


@pytest.mark.parametrize(
    ("identifier", "absent"),
    [
        (Identifier.NAME, set()),
        (Identifier.NATIONAL_NUMBER, {LIMITED}),
        (Identifier.CONTACT, {SIGNIFICANT}),
        (Identifier.EMAIL, {LIMITED}),
        (Identifier.PICTURE, set()),
        (Identifier.CODE, {LIMITED}),
    ],
)
def test_not_every_identifier_has_every_level(identifier: Identifier, absent: set[Decimal]) -> None:
    assert ALL - set(LEVELS[identifier]) == absent
    assert all(Identification(identifier, level).exists is (level not in absent) for level in ALL)


def test_the_most_telling_identifier_counts() -> None:
    name, number = Identification(Identifier.NAME, LIMITED), Identification(Identifier.NATIONAL_NUMBER, MAXIMUM)
    assert ease((name, number)) is number


def test_without_identifiers_there_is_no_ease() -> None:
    with pytest.raises(ValueError, match="empty"):
        ease(())
