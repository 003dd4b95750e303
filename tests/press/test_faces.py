"""The font files are those WeasyPrint takes."""

from notifier.press.faces import all_faces, digests, faces


def test_each_weight_has_its_face_and_one_that_stands_in() -> None:
    assert sorted(all_faces()) == ["F0", "F1", "F2", "F3"]
    assert len(set(digests().values())) == 4


def test_the_one_that_stands_in_has_what_the_own_lacks() -> None:
    for own, other in faces():
        assert not own.hb_font.get_nominal_glyph(ord("ʔ"))
        assert other.hb_font.get_nominal_glyph(ord("ʔ"))


def test_widths_are_thousandths_of_an_em() -> None:
    face = all_faces()["F0"]
    letter = face.hb_font.get_nominal_glyph(ord("W"))
    assert face.advance(letter) == round(face.hb_font.get_glyph_h_advance(letter) * 1000 / face.upem)
    assert 800 < face.advance(letter) < 1100
