"""When an act on the outbox may be done."""

from datetime import datetime, timedelta

import pytest

from notifier.delivery.choices import Answer, Evidence, HaltKind
from notifier.delivery.policies import LONGEST_PAUSE, HaltRefused, RulingRefused, check_halt, check_ruling


@pytest.mark.parametrize(
    ("answer", "evidence", "reason"),
    [
        (Answer.ARRIVED, Evidence.PATIENT_SAID, "Au téléphone."),
        (Answer.AGAIN, Evidence.NOTHING, "Aucune trace chez l’exploitant."),
        (Answer.LETTER, Evidence.NOTHING, ""),
    ],
)
def test_an_answer_with_its_ground_is_taken(answer: Answer, evidence: Evidence, reason: str) -> None:
    check_ruling(answer, evidence, reason)


@pytest.mark.parametrize(
    ("answer", "evidence", "code"),
    [
        (Answer.ARRIVED, Evidence.NOTHING, "no_evidence"),
        (Answer.ARRIVED, Evidence.RELAY_SAID, "no_reason"),
        (Answer.AGAIN, Evidence.NOTHING, "no_reason"),
        (Answer.LETTER, Evidence.OTHER, "no_reason"),
    ],
)
def test_one_without_is_refused(answer: Answer, evidence: Evidence, code: str) -> None:
    with pytest.raises(RulingRefused) as refused:
        check_ruling(answer, evidence, " ")
    assert refused.value.code == code


def test_a_pause_may_end_by_itself_and_a_stop_may_not(now: datetime) -> None:
    check_halt(HaltKind.PAUSE, None, at=now)
    check_halt(HaltKind.PAUSE, now + timedelta(hours=1), at=now)
    check_halt(HaltKind.STOP, None, at=now)


@pytest.mark.parametrize(
    ("kind", "after", "code"),
    [
        (HaltKind.STOP, timedelta(hours=1), "a_stop_has_no_end"),
        (HaltKind.PAUSE, timedelta(0), "ends_in_the_past"),
        (HaltKind.PAUSE, LONGEST_PAUSE + timedelta(seconds=1), "ends_too_late"),
    ],
)
def test_a_halt_that_cannot_be_is_refused(now: datetime, kind: HaltKind, after: timedelta, code: str) -> None:
    with pytest.raises(HaltRefused) as refused:
        check_halt(kind, now + after, at=now)
    assert refused.value.code == code
