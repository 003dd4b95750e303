import pytest

from notifier.notices.policies import NotApprovable, check_approval

FINE = {"state": "draft", "decides": True, "patients": 1, "text_problems": ()}


def test_a_controller_approves_a_sound_draft() -> None:
    assert check_approval(**FINE) is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"state": "approved"}, "not_a_draft"),
        ({"state": "superseded"}, "not_a_draft"),
        ({"decides": False}, "not_the_controller"),
        ({"patients": 0}, "no_patient"),
        ({"text_problems": ("link",)}, "link"),
        ({"patients": 0, "decided": ("telling_not_direct",)}, "telling_not_direct"),
    ],
)
def test_each_refusal_says_its_reason(change: dict[str, object], problem: str) -> None:
    with pytest.raises(NotApprovable) as refused:
        check_approval(**{**FINE, **change})
    assert refused.value.problems == (problem,)
