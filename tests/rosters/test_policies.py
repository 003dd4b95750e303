import pytest

from notifier.rosters.policies import AgreementMissing, RealRosterRefused, check_agreement, check_real_import

FIT = {"is_demo": False, "debug": False, "made_up_secrets": False, "escrow_confirmed": True, "has_second_factor": True}


def test_a_fit_installation_and_a_second_factor_may_take_real_people() -> None:
    check_real_import(**FIT)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"debug": True}, "debug_on"),
        ({"made_up_secrets": True}, "made_up_secrets"),
        ({"escrow_confirmed": False}, "escrow_not_confirmed"),
        ({"has_second_factor": False}, "no_second_factor"),
    ],
)
def test_each_lack_refuses_real_people(change: dict[str, bool], code: str) -> None:
    with pytest.raises(RealRosterRefused) as refusal:
        check_real_import(**{**FIT, **change})

    assert refusal.value.code == code


def test_a_demo_needs_none_of_it() -> None:
    check_real_import(is_demo=True, debug=True, made_up_secrets=True, escrow_confirmed=False, has_second_factor=False)


def test_a_roster_stays_shut_without_the_contract_demo_or_not() -> None:
    check_agreement(has_agreement=True)
    with pytest.raises(AgreementMissing) as refusal:
        check_agreement(has_agreement=False)
    assert refusal.value.code == "no_agreement"
