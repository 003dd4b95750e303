"""A file that no spreadsheet takes for a program."""

import pytest

from notifier.notices.rules.unreached import as_csv


def test_it_opens_in_a_spreadsheet_with_its_accents() -> None:
    data = as_csv(("Nom", "Prénom"), [("Canari", "Zoé"), ("d’Œuvrard; fils", "Luc")])
    assert data.decode("utf-8-sig") == 'Nom;Prénom\r\nCanari;Zoé\r\n"d’Œuvrard; fils";Luc\r\n'
    assert data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+33600000000", "-2", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert f"'{cell}" in as_csv(("a",), [(cell,)]).decode()
