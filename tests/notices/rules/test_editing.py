"""What the editor takes, and what it refuses: with the line, so that nobody searches."""

import pytest

from notifier.law.content import Part, to_blocks
from notifier.lib.document import Bullets, Steps
from notifier.notices.rules.editing import LONGEST_PART, Fault, faults, tidy_part, tidy_subject
from notifier.notices.rules.texts import ALL


def found(text: str) -> list[tuple[str, int, str]]:
    return [(fault.code, fault.line, fault.excerpt) for fault in faults("Objet", {Part.CONTACT: text})]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Des données ont été volées.",
        "Un paragraphe.\n\nUn autre, avec {practice}.",
        "- un\n- deux",
        "{actions}",
        "Voici.\n\n{consequences}\n\nFin.",
        "Avant.\n\n1. un\n2. deux\n\nAprès.",
        "Cabinet\n14 rue des Lilas\n69003 Lyon",
        "Prix < 10 et > 5, a<b, R&D, 100 %, l’« accès » – fini.",
        "Le 12. décembre n’est pas une étape au milieu 3. d’une ligne",
        "-5 °C"[1:],
    ],
)
def test_plain_texts_are_taken(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ALL.values(), ids=[f"{k.language}-{k.tier}-{k.audience}" for k in ALL])
def test_every_ready_made_text_is_taken(text: object) -> None:
    assert faults(text.subject, {part.value: said for part, said in text.parts.items()}) == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bonjour {nom},", [("personal_placeholder", 1, "{nom}")]),
        ("a\n{Prénom}", [("personal_placeholder", 2, "{Prénom}")]),
        ("{date_de_naissance}", [("personal_placeholder", 1, "{date_de_naissance}")]),
        ("{référence}", [("personal_placeholder", 1, "{référence}")]),
        ("Bonjour {nomade},", [("unknown_placeholder", 1, "{nomade}")]),
        ("a\n\nb {practice} {Practice}", [("unknown_placeholder", 3, "{Practice}")]),
        ("{}", [("unknown_placeholder", 1, "{}")]),
        ("{actions}.", [("not_alone", 1, "{actions}")]),
        ("Voici :\n{actions}", [("not_alone", 2, "{actions}")]),
        ("a\n\n{consequences}\nb", [("not_alone", 3, "{consequences}")]),
        ("{practice", [("loose_brace", 1, "{")]),
        ("a\npractice}", [("loose_brace", 2, "}")]),
        ("{{practice}}", [("loose_brace", 1, "{"), ("loose_brace", 1, "}")]),
        ("a <b>gras</b>", [("html", 1, "<b>"), ("html", 1, "</b>")]),
        ("a\n<script>", [("html", 2, "<script>")]),
        ("<!-- rien -->", [("html", 1, "<!-- rien -->")]),
        ("R&amp;D", [("html", 1, "&amp;")]),
        ("a **gras**", [("markup", 1, "**"), ("markup", 1, "**")]),
        ("# Titre", [("markup", 1, "#")]),
        ("[ici](adresse)", [("markup", 1, "](")]),
        ("* un\n* deux", [("other_list", 1, "*"), ("other_list", 2, "*")]),
        ("• un", [("other_list", 1, "•")]),
        ("1) un", [("other_list", 1, "1)")]),
        ("-un", [("other_list", 1, "-u")]),
        ("- un\nfin", [("mixed_list", 2, "fin")]),
        ("Voici :\n- un\n- deux", [("mixed_list", 2, "- un")]),
        ("1. un\n- deux", [("mixed_list", 2, "- deux")]),
        ("1. un\n3. trois", [("step_number", 2, "3.")]),
        ("2. deux", [("step_number", 1, "2.")]),
        ("a\u200bb", [("unprintable", 1, "U+200B")]),
        ("a\n\u202eb", [("unprintable", 2, "U+202E")]),
        ("a\x07", [("unprintable", 1, "U+0007")]),
        ("\ue000", [("unprintable", 1, "U+E000")]),
        ("x" * (LONGEST_PART + 1), [("too_long", 1, "")]),
    ],
)  # fmt: skip
def test_what_would_not_come_out_as_typed_is_refused(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("x" * 121, "too_long"),
        ("a\nb", "subject_lines"),
        ("a\rBcc: x", "subject_lines"),
        ("Pour {practice}", "subject_placeholder"),
        ("a { b", "subject_placeholder"),
        ("<b>x", "html"),
        ("a\u200fb", "unprintable"),
    ],
)
def test_a_subject_is_one_plain_line(subject: str, code: str) -> None:
    assert [fault.code for fault in faults(subject, {})] == [code]


def test_faults_come_in_the_order_of_reading() -> None:
    parts = {Part.CONTACT: "{x}", Part.WHAT_HAPPENED: "a\n{y}\n- b"}
    assert [(f.field, f.code) for f in faults("{z}", parts)] == [
        ("subject", "subject_placeholder"),
        (Part.WHAT_HAPPENED, "unknown_placeholder"),
        (Part.WHAT_HAPPENED, "mixed_list"),
        (Part.CONTACT, "unknown_placeholder"),
    ]
    assert isinstance(faults("{z}", {})[0], Fault)


def test_what_passes_as_a_list_comes_out_as_one() -> None:
    assert to_blocks("- un\n- deux") == (Bullets(("un", "deux")),)
    assert to_blocks("1. un\n2. deux") == (Steps(("un", "deux")),)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a  \n\n\n\n b \n", "a\n\n b"),
        ("\n\na\n", "a"),
        ("   ", ""),
    ],
)
def test_what_nobody_sees_is_tidied(typed: str, kept: str) -> None:
    assert tidy_part(typed) == kept
    assert tidy_part(kept) == kept


def test_a_subject_keeps_its_no_break_spaces() -> None:
    assert tidy_subject("  Vos données\u00a0: quoi  ") == "Vos données\u00a0: quoi"
