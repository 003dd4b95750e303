"""Moments that cannot be true."""

from datetime import date, datetime, timedelta

import pytest

from notifier.breaches.policies import (
    CaseNotOpen,
    FilingRefused,
    ImpossibleMoment,
    RefusedByLaw,
    check_awareness,
    check_filing,
    check_law,
    check_open,
    check_receipt,
)
from notifier.law.decisions.consistency import NOT_CONTROLLER
from tests.conftest import NOW

BEGAN = date(2026, 2, 1)


def refusal(check: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(ImpossibleMoment) as caught:
        check(*args, **kwargs)  # type: ignore[operator]
    return caught.value.code


def test_awareness_lies_between_the_breach_and_now(now: datetime) -> None:
    check_awareness(now, began_on=BEGAN, now=now)
    check_awareness(now, began_on=now.date(), now=now)


def test_impossible_awareness(now: datetime) -> None:
    assert refusal(check_awareness, now + timedelta(seconds=1), began_on=BEGAN, now=now) == "awareness_in_future"
    before = now - timedelta(days=60)
    assert refusal(check_awareness, before, began_on=BEGAN, now=now) == "awareness_before_breach"
    assert refusal(check_awareness, now.replace(tzinfo=None), began_on=BEGAN, now=now) == "awareness_without_zone"


def test_a_filing_follows_awareness_and_is_never_announced(now: datetime) -> None:
    check_filing(now, aware_at=now, now=now)
    assert refusal(check_filing, now + timedelta(seconds=1), aware_at=now, now=now) == "filing_in_future"
    assert refusal(check_filing, now - timedelta(seconds=1), aware_at=now, now=now) == "filing_before_awareness"
    assert refusal(check_filing, now.replace(tzinfo=None), aware_at=now, now=now) == "filing_without_zone"


@pytest.mark.parametrize(
    ("closed_at", "erasing_at", "code"),
    [(None, None, ""), (NOW, None, "case_closed"), (NOW, NOW, "case_erased")],
)
def test_only_an_open_case_takes_anything_in(
    closed_at: datetime | None, erasing_at: datetime | None, code: str
) -> None:
    found = ""
    try:
        check_open(closed_at=closed_at, erasing_at=erasing_at)
    except CaseNotOpen as problem:
        found = problem.code
    assert found == code


@pytest.mark.parametrize(
    ("document", "media_type"),
    [(b"%PDF-1.7", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg")],
)
def test_a_receipt_is_known_by_its_beginning(document: bytes, media_type: str) -> None:
    assert check_receipt(document) == media_type
    with pytest.raises(FilingRefused):
        check_receipt(b" " + document)


def test_what_the_law_refuses_is_said_once_and_in_full() -> None:
    check_law((), ())
    with pytest.raises(RefusedByLaw, match=r"^decision_not_controller$") as refused:
        check_law((NOT_CONTROLLER,), (NOT_CONTROLLER,))
    assert refused.value.refusals == (NOT_CONTROLLER,)
