"""What no font has a shape for is seen by its number, never as a box."""

import pytest

from notifier.press import shapes
from notifier.press.shapes import with_numbers, without_shape


@pytest.mark.parametrize(
    "text", ["", "Été à Évry", "ΑΘΗΝΑ Дмитрий Əli ʔ", "→ ✓ • … “x”", "a\n\tb\u00ad\u200b\u2028", "مريم"]
)
def test_what_our_families_carry_is_left_alone(text: str) -> None:
    assert without_shape(text) == ""
    assert with_numbers(text) == text


def test_letters_nobody_draws_are_written_as_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else this machine has: a private letter is in no font, and others are as if no font had them."""
    monkeypatch.setattr(shapes, "_found_elsewhere", lambda letters: frozenset())
    assert without_shape("山田 \U0001f9ff山") == "山田\U0001f9ff"
    assert with_numbers("<p>山田太郎]^-\\</p>") == "<p>[U+5C71][U+7530][U+592A][U+90CE]]^-\\</p>"


def test_a_letter_another_font_has_is_drawn_from_it() -> None:
    """Asked of the fonts there are: those our two families carry are found, a private letter is not."""
    assert shapes._found_elsewhere(frozenset("Aʔ\ue123")) == {"A", "ʔ"}
    assert without_shape("\ue123") == "\ue123"
