"""What a patient says, as it is sealed."""

import pytest

from notifier.notices.choices import PaperForm
from notifier.notices.rules.requests import Said


@pytest.mark.parametrize(
    "said", [Said(), Said("é « » \n\x00", "06", PaperForm.LARGE), Said(reach='"}'), Said("x" * 2000)]
)
def test_words_come_back_as_they_went(said: Said) -> None:
    assert Said.from_text(said.to_text()) == said


def test_nothing_said_is_empty() -> None:
    assert Said().is_empty
    assert not any(said.is_empty for said in (Said("a"), Said(reach="b"), Said(form=PaperForm.EASY)))


def test_words_do_not_stand_in_a_representation() -> None:
    assert "Canari" not in repr(Said("Canari", "Canari"))
