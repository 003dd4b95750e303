import pytest

from notifier.law.content import HEADINGS, SOURCES, Part, fill, missing, to_blocks, unknown_placeholders
from notifier.lib.document import Bullets, Lines, Paragraph, Steps

FULL = dict.fromkeys(Part, "texte")


def test_a_full_notice_lacks_nothing() -> None:
    assert missing(FULL) == ()


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("empty", ["", "   ", None])
def test_each_part_is_required(part: Part, empty: str | None) -> None:
    parts = {p: text for p, text in FULL.items() if p is not part}
    if empty is not None:
        parts[part] = empty
    assert missing(parts) == (part,)


def test_every_part_has_its_source_and_its_headings() -> None:
    assert set(SOURCES) == set(Part)
    assert [set(headings) for headings in HEADINGS.values()] == [set(Part), set(Part)]


def test_only_the_closed_list_of_placeholders_is_known() -> None:
    assert unknown_placeholders("{practice} et {diagnostic} et {}") == ("diagnostic", "")


def test_a_line_that_an_empty_value_leaves_bare_goes() -> None:
    assert fill("a\n{officer}\nb", {"officer": ""}) == "a\nb"
    assert fill("a {officer}.", {"officer": ""}) == "a ."


def test_a_value_that_looks_like_a_placeholder_stays_a_value() -> None:
    assert fill("{practice}", {"practice": "{telephone}"}) == "{telephone}"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("Une phrase.", (Paragraph("Une phrase."),)),
        ("Une.\n\nDeux.", (Paragraph("Une."), Paragraph("Deux."))),
        ("- un\n- deux", (Bullets(("un", "deux")),)),
        ("1. un\n2. deux", (Steps(("un", "deux")),)),
        ("Cabinet\n14 rue des Lilas", (Lines(("Cabinet", "14 rue des Lilas")),)),
        ("- un\npas une liste", (Lines(("- un", "pas une liste")),)),
    ],
)
def test_a_text_becomes_blocks(text: str, blocks: tuple[object, ...]) -> None:
    assert to_blocks(text) == blocks
