import pytest

from notifier.law.risk import Risk, highest, reaches


def test_risks_have_an_order() -> None:
    assert [reaches(risk, Risk.RISK) for risk in Risk] == [False, True, True]
    assert all(reaches(risk, Risk.UNLIKELY) for risk in Risk)


def test_the_gravest_of_several_counts() -> None:
    assert highest((Risk.RISK, Risk.HIGH, Risk.UNLIKELY)) is Risk.HIGH


def test_of_none_there_is_no_gravest() -> None:
    with pytest.raises(ValueError, match="empty"):
        highest(())
