from notifier.rosters.rules.cells import Cells
from notifier.rosters.rules.columns import read_header
from notifier.rosters.rules.headers import Field


def cells() -> Cells:
    layout, _ = read_header(["nom", "rue", "complément d'adresse", "lieu-dit", "tél", "mobile", "ville"], 1)
    return Cells((" Zoé  C ", "12 rue X\nEscalier B", "Appt 3", "Le Bourg", "", "06", " "), layout)


def test_text_is_tidied_and_empty_without_a_column() -> None:
    assert (cells().text(Field.FAMILY_NAME), cells().text(Field.EMAIL)) == ("Zoé C", "")


def test_the_street_stands_in_the_order_of_the_envelope() -> None:
    assert cells().street() == ("Appt 3", "12 rue X", "Escalier B", "Le Bourg")


def test_empty_telephones_are_left_out() -> None:
    assert cells().texts(Field.TELEPHONE) == ["06"]


def test_spaces_fill_nothing() -> None:
    assert (cells().is_filled(Field.TOWN), cells().is_filled(Field.TELEPHONE)) == (False, True)
