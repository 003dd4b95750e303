import pytest

from notifier.accounts.policies import AgreementRefused, check_agreement


def test_who_decides_accepts_what_is_offered() -> None:
    check_agreement(decides=True, version=2, offered=2)


@pytest.mark.parametrize(("decides", "version", "code"), [(False, 2, "not_deciding"), (True, 1, "another_version")])
def test_each_refusal_has_its_word(decides: bool, version: int, code: str) -> None:
    with pytest.raises(AgreementRefused) as refused:
        check_agreement(decides=decides, version=version, offered=2)
    assert refused.value.code == code
