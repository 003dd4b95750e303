import csv
from io import StringIO

import pytest

from notifier.lib.spreadsheet import csv_lines


def test_cells_are_read_back_as_they_were() -> None:
    rows = [["Canari", "7 rue « du Port »; bât. B", 'dit "Zoé"', "deux\nlignes", ""]]
    assert list(csv.reader(StringIO("".join(csv_lines(rows))), delimiter=";")) == rows


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_nothing_runs_in_a_spreadsheet(cell: str) -> None:
    assert next(csv.reader(StringIO(next(csv_lines([[cell]])), newline=""), delimiter=";")) == [f"'{cell}"]
