import pytest

from notifier.law.plain.folding import folded, occurrences


@pytest.mark.parametrize(
    "written",
    ["éventuellement", "ÉVENTUELLEMENT", "e\u0301ventuellement", "éven\u00adtuellement", "éven\u200btuellement"],
)
def test_a_word_is_found_however_it_was_typed(written: str) -> None:
    assert list(occurrences("eventuellement", folded(f"Ils ont {written} lu."))) == [written]


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f", "\n", "  \n "])
def test_a_blank_is_a_blank(gap: str) -> None:
    found = list(occurrences("aucune preuve", folded(f"Nous n’avons aucune{gap}preuve.")))
    assert [" ".join(one.split()) for one in found] == ["aucune preuve"]


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "´"])
def test_an_apostrophe_is_an_apostrophe(apostrophe: str) -> None:
    assert list(occurrences("rien n'indique", folded(f"Rien n{apostrophe}indique."))) == [f"Rien n{apostrophe}indique"]


def test_only_whole_words_are_found() -> None:
    assert list(occurrences("incident", folded("coïncident incidentel l’incident"))) == ["incident"]


def test_letters_that_become_two_keep_their_place() -> None:
    assert list(occurrences("soeur", folded("Ma sœur…"))) == ["sœur"]
    assert folded("").excerpt(0, 0) == ""
