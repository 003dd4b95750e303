from notifier.breaches.rules.facts import Mark, Piece
from notifier.law.content import Part
from notifier.notices.rules.differences import EMPTY, changed_fields, differences, field_of
from notifier.notices.rules.documents import VariantText

OLD = VariantText("Vos données", {Part.CONTACT: "Appelez le cabinet.", Part.MEASURES: "Rien."})
NEW = VariantText("Vos données", {Part.CONTACT: "Appelez vite le cabinet.", Part.MEASURES: "Rien."})


def test_only_changed_fields_are_told_word_by_word() -> None:
    (one,) = differences(OLD, NEW)
    assert one.field == Part.CONTACT
    pieces = (Piece(Mark.SAME, "Appelez "), Piece(Mark.NEW, "vite "), Piece(Mark.SAME, "le cabinet."))
    assert one.pieces == pieces
    assert (one.went, one.came) == (0, 1)


def test_the_kept_and_the_new_pieces_are_the_new_text() -> None:
    (one,) = differences(OLD, NEW)
    assert "".join(piece.text for piece in one.pieces if piece.mark is not Mark.GONE) == NEW.parts[Part.CONTACT]


def test_a_text_that_is_all_new_came_as_a_whole() -> None:
    assert changed_fields(EMPTY, NEW) == ("subject", Part.MEASURES, Part.CONTACT)
    assert [one.went for one in differences(EMPTY, NEW)] == [0, 0, 0]


def test_a_part_that_is_absent_is_empty() -> None:
    assert field_of(OLD, Part.YOUR_DATA) == ""
    assert field_of(OLD, "subject") == "Vos données"
