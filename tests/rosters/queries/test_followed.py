from django.utils import translation

from notifier.rosters.queries.followed import SENTENCES, followed_sentences


def test_what_nobody_can_undo_is_said_first() -> None:
    with translation.override("fr"):
        said = followed_sentences({"held": 2, "too_late": 1})
    assert [sentence.split(" ")[0] for sentence in said] == ["Trop", "2"]


def test_what_did_not_happen_is_not_said() -> None:
    assert followed_sentences({}) == followed_sentences({"held": 0}) == []


def test_every_sentence_counts_in_both_languages() -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            assert len(followed_sentences(dict.fromkeys(SENTENCES, 3))) == len(SENTENCES)
            assert all("3" in sentence for sentence in followed_sentences(dict.fromkeys(SENTENCES, 3)))
