"""Facts as values: their fingerprint, and the way from one text to the next."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from notifier.breaches.rules.facts import Facts, Mark, Piece, Words, changed_words, marked

WORDS = Words(
    "Une copie a été volée.", "A copy was stolen.", "Accès fermé.", "Access closed.", "a@example.org", "a@example.org"
)
FACTS = Facts(date(2025, 11, 12), None, ("identity",), WORDS)


def test_only_what_changed_is_told() -> None:
    later = replace(WORDS, what_fr="Deux copies ont été volées.")
    assert list(changed_words(WORDS, later)) == ["what_fr"]
    assert changed_words(WORDS, WORDS) == {}


def test_words_that_stayed_are_told_from_those_that_went_and_came() -> None:
    assert marked("le 12 mars", "le 13 mars") == (
        Piece(Mark.SAME, "le "), Piece(Mark.GONE, "12 "), Piece(Mark.NEW, "13 "), Piece(Mark.SAME, "mars"),
    )  # fmt: skip


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_out_of_the_marks(old: str, new: str) -> None:
    pieces = marked(old, new)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.GONE) == new
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.NEW) == old


def test_equal_facts_have_one_fingerprint_and_others_another() -> None:
    assert FACTS.sha256 == replace(FACTS).sha256
    others = [
        replace(FACTS, ended_on=date(2025, 12, 3)),
        replace(FACTS, categories=("identity", "email")),
        replace(FACTS, words=replace(WORDS, contact_en="b@example.org")),
    ]
    assert len({FACTS.sha256, *(facts.sha256 for facts in others)}) == 4
