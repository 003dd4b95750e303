import pytest

from notifier.rosters.rules.notes import is_notes_column, looks_like_note


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Patient anxieux, suivi depuis 2019 pour dépression.", True),
        ("Douleurs thoraciques à l’effort, bilan à prévoir", True),
        ("Smoker, treatment for diabetes since May", True),
        ("ne va pas bien " * 8, True),
        ("Anxieux", False),
        ("", False),
        ("12 bis avenue du Docteur Psyché, Résidence du Centre hospitalier", False),
        ("Maison de santé, 3 rue de l’ancienne enceinte", False),
        ("Résidence Les Pins, bâtiment B, escalier 3, 2e étage porte gauche, 12 avenue du Général de Gaulle", False),
        ("Caisse primaire d’assurance maladie des Bouches-du-Rhône", False),
        ("Mutuelle générale de l’éducation nationale, section de Seine-Saint-Denis", False),
        ("Maria de las Dolores van den Broek de La Tour d’Auvergne", False),
    ],
)
def test_a_note_speaks_of_somebodys_health_at_some_length(value: str, expected: bool) -> None:
    assert looks_like_note(value) is expected


@pytest.mark.parametrize(("notes", "filled", "expected"), [(1, 1, True), (2, 10, True), (1, 10, False), (0, 0, False)])
def test_one_value_in_five_makes_a_column_of_notes(notes: int, filled: int, expected: bool) -> None:
    assert is_notes_column(notes, filled) is expected
