"""Text as glyphs: what Open Sans has from Open Sans, the rest seen to be from elsewhere, never a box."""

import random
import re

import pytest
from weasyprint import HTML

from notifier.press import shaping
from notifier.press.faces import all_faces
from notifier.press.fonts import font_configuration
from notifier.press.shaping import is_printable, measure, shape, stand_ins

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyzÉÈÀÇŒÆŸ'’-.,/0123456789ŁŞĞİŻőűĐß"


def lines(count: int) -> list[str]:
    chance = random.Random(3)
    return ["".join(chance.choice(_LETTERS) for _ in range(chance.randint(1, 38))) for _ in range(count)]


def test_a_line_word_by_word_is_the_line_at_once() -> None:
    face = all_faces()["F0"]
    assert shaping._blank_stands_alone(face)
    for line in lines(500):
        shown, far, _ = shaping._glyphs(face, line)
        at_once, width, _ = shaping._set(face, line)
        assert shown == at_once
        assert far == pytest.approx(width)


def test_text_of_the_plainest_letters_is_set_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    several = [*lines(300), "", " ", "ΑΘΗΝΑ ДЖ", "soft\u00adhyphen", "№ 5"]
    assert all(shaping._plain(weight).fullmatch(line) for line in several for weight in (400, 600))
    quickly = [(is_printable(line), shape(line, weight), measure(line)) for line in several for weight in (400, 600)]
    shape.cache_clear()
    monkeypatch.setattr(shaping, "_plain", lambda weight: re.compile(r"(?!)"))
    slowly = [(is_printable(line), shape(line, weight), measure(line)) for line in several for weight in (400, 600)]
    shape.cache_clear()
    assert quickly == slowly


@pytest.mark.parametrize("text", ["e\u0301", "Aʔ", "Əli", "李", "\u202e", "\x00"])
def test_marks_stand_ins_and_what_is_refused_are_not_plain(text: str) -> None:
    assert shaping._plain(400).fullmatch(text) is None


@pytest.mark.parametrize(("text", "is_usual"), [("ÉLODIE 12", True), ("ΑΘΗΝΑ", False), ("Əli", False), ("", True)])
def test_what_every_plate_carries_is_usual(text: str, is_usual: bool) -> None:
    assert [shape(text, weight).is_usual for weight in (400, 600)] == [is_usual] * 2


def test_lines_are_as_wide_as_weasyprint_measures_them() -> None:
    several = [*lines(60), "AVATAR TO WAVE", "office fluffy", "ΑΘΗΝΑ ΠΑΠΑ", "Дмитрий Щербаков", "ə ʔ Əli"]
    html = "".join(f'<div><span id="l{n}">{line}</span></div>' for n, line in enumerate(several))
    look = "div { font: 100px 'Open Sans', 'DejaVu Sans'; white-space: pre } @page { size: 9000px 9000px }"
    document = HTML(string=f"<style>{look}</style>{html}").render(font_config=font_configuration())
    anchors = {name: box for page in document.pages for name, box in page.anchors.items()}
    for number, line in enumerate(several):
        left, _, right, _ = anchors[f"l{number}"]
        assert measure(line) * 100 == pytest.approx(right - left, abs=0.5)


def test_letters_that_kern_are_nearer() -> None:
    assert measure("AV") < measure("A") + measure("V")
    assert re.fullmatch(r"(<[0-9A-F]{4}>( \d+)+ ){2}<[0-9A-F]{4}>", shape("AVA", 400).runs[0].shown)


def test_the_weight_chooses_the_face() -> None:
    assert [run.face for run in shape("A", 400).runs] == ["F0"]
    assert [run.face for run in shape("A", 600).runs] == ["F2"]


def test_what_the_own_face_lacks_is_drawn_from_the_other_and_reported() -> None:
    assert [run.face for run in shape("Aʔ B", 400).runs] == ["F0", "F1", "F0"]
    assert stand_ins("Aʔ B") == {"ʔ"}
    assert stand_ins("MME ZOÉ ŁUKASZ ΑΘΗΝΑ ДЖ") == frozenset()


@pytest.mark.parametrize("text", ["ZOÉ", "Nguyễn Thị Ánh", "ΑΘΗΝΑ", "Дмитрий", "Əli", "N’DIAYE", ""])
def test_the_letters_of_europe_are_printable(text: str) -> None:
    assert is_printable(text)


@pytest.mark.parametrize("text", ["李", "مريم", "😀", "\x00", "\u202e", "\u0378", "\ue000", "\u200b"])
def test_what_no_face_carries_is_not(text: str) -> None:
    assert not is_printable(text)
