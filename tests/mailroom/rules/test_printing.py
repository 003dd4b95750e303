"""What goes beside a bundle."""

import csv
import json
from io import StringIO

import pytest

from notifier.mailroom.rules import Sheet, file_name, is_recipient, manifest_csv, manifest_json

SHEETS = [Sheet(1, "7K3M-9QXT-2W4F-H", 1, 1, "a" * 64), Sheet(2, "8K3M-9QXT-2W4F-H", 3, 2, "b" * 64)]


def test_a_file_is_named_by_its_number_only() -> None:
    assert file_name(7) == "tirage-0007.pdf"
    assert file_name(12345, "csv") == "tirage-12345.csv"


def test_both_manifests_say_the_same() -> None:
    rows = list(csv.DictReader(StringIO("".join(manifest_csv(SHEETS)))))
    listed = json.loads("".join(manifest_json(SHEETS)))
    same = [{name: str(value) for name, value in sheet.items()} for sheet in listed]
    assert rows == same
    assert rows[1] == {"piece": "2", "reference": "8K3M-9QXT-2W4F-H", "first_page": "3", "pages": "2",
                       "sha256": "b" * 64}  # fmt: skip


def test_a_manifest_of_none_is_well_formed() -> None:
    assert json.loads("".join(manifest_json([]))) == []
    assert "".join(manifest_csv([])) == "piece,reference,first_page,pages,sha256\r\n"


@pytest.mark.parametrize("text", ["imprimeur-lyon", "p1", "a" * 40])
def test_a_printer_is_a_code_word(text: str) -> None:
    assert is_recipient(text)


@pytest.mark.parametrize("text", ["", "Imprimerie Durand", "zoe@example.org", "a" * 41, "é", "a\n"])
def test_a_name_or_address_is_no_code_word(text: str) -> None:
    assert not is_recipient(text)
