"""The sheet as it comes out of the printer."""

from datetime import datetime

import pypdfium2 as pdfium

from notifier.vault.masters import fingerprint
from notifier.vault.recovery.escrow import confirmation_code, set_fingerprint
from notifier.vault.recovery.lines import Kind, SheetKey, is_right, read_sheet, to_lines
from notifier.vault.recovery.sheet import recovery_sheet

KEYS = [SheetKey(Kind.MASTER, "m1", bytes(range(32))), SheetKey(Kind.LOG, "l1", bytes([9]) * 32)]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf))


def test_every_line_stands_on_the_sheet_and_can_be_typed_from_it(now: datetime) -> None:
    text = text_of(recovery_sheet(KEYS, at=now))
    lines = [line for line in text.splitlines() if is_right(line)]
    assert lines == [str(line) for key in KEYS for line in to_lines(key)]
    assert read_sheet(lines).keys == tuple(KEYS)


def test_it_says_in_two_languages_what_it_is_and_names_the_keys(now: datetime) -> None:
    text = " ".join(text_of(recovery_sheet(KEYS, at=now)).split())
    masters = {"m1": KEYS[0].key}
    for words in (
        "Feuille de secours", "Recovery sheet", "4 mars 2026", "Clé maîtresse m1", "Clé du journal l1",
        "keys check --rehearse", confirmation_code(masters), set_fingerprint(masters),
        fingerprint(KEYS[0].key), fingerprint(KEYS[1].key),
    ):  # fmt: skip
        assert words in text


def test_many_keys_go_on_on_further_pages(now: datetime) -> None:
    many = [SheetKey(Kind.MASTER, f"m{number}", bytes([number]) * 32) for number in range(12)]
    text = text_of(recovery_sheet(many, at=now))
    assert read_sheet(line for line in text.splitlines() if is_right(line)).keys == tuple(many)
