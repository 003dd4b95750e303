import pytest

from notifier.law.content import FACTS as NAMES
from notifier.notices.rules.samples import FACTS, as_read
from notifier.rosters.choices import Language

KEY = ("fr", "administrative", "adult")


@pytest.mark.parametrize("language", Language)
def test_every_fact_has_its_sample(language: Language) -> None:
    assert set(FACTS[language]) == NAMES


def test_a_text_is_read_with_its_facts_and_its_advice() -> None:
    assert as_read(KEY, "De {practice}.") == "De Cabinet du Dr Morel."
    assert "escrocs" in as_read(KEY, "{consequences}")
    assert as_read(KEY, "{actions}", 0).count("\n") == 1


def test_what_nobody_can_fill_stays() -> None:
    assert as_read(KEY, "{nope} {}") == "{nope} {}"
