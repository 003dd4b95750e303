"""Asking."""

import pytest

from notifier.post.sender.answers import Answer, LookupFailed, asked, is_name


def test_names_are_asked_for_in_small_letters_without_their_last_dot() -> None:
    assert asked(lambda name, kind: Answer((f"{name} {kind}",)), "MX.Cabinet.TEST.", "A") == ("mx.cabinet.test A",)


def test_what_nobody_answers_is_not_nothing() -> None:
    with pytest.raises(LookupFailed) as caught:
        asked(lambda name, kind: Answer(failed=True), "cabinet.test", "A")
    assert caught.value.name == "cabinet.test"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.test", True), ("a.test.", True), ("test", False), ("a..test", False), (f"{'a' * 64}.test", False),
     (f"{'a.' * 130}test", False)],
)  # fmt: skip
def test_a_name_can_be_asked_for(name: str, expected: bool) -> None:
    assert is_name(name) is expected
