"""Many letters in one file, and the file under a password."""

import hashlib
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from notifier.press.bundle import bundle, encrypt
from notifier.press.letters import compose
from tests.press.samples import FIELDS, MASTER, text_of

ONE = compose(MASTER, FIELDS).pdf
TWO = compose(MASTER.replace("</body>", "<p>Encore.</p>" * 30 + "</body>"), FIELDS).pdf


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded().strip() for page in pdfium.PdfDocument(pdf)]


def test_letters_stand_in_the_order_given() -> None:
    made = bundle([ONE, TWO, ONE], duplex=False)
    assert [(piece.first_page, piece.pages) for piece in made.pieces] == [(1, 1), (2, 2), (4, 1)]
    assert made.pages == len(pages(made.pdf)) == 4


def test_printed_on_both_sides_no_letter_shares_a_sheet_with_a_stranger() -> None:
    made = bundle([ONE, TWO, ONE], duplex=True)
    assert [(piece.first_page, piece.pages) for piece in made.pieces] == [(1, 1), (3, 2), (5, 1)]
    assert all(piece.first_page % 2 == 1 for piece in made.pieces)
    assert [bool(text) for text in pages(made.pdf)] == [True, False, True, True, True, False]


def test_blank_pages_are_as_large_as_the_letter() -> None:
    sizes = {page.get_size() for page in pdfium.PdfDocument(bundle([ONE], duplex=True).pdf)}
    assert len(sizes) == 1


def test_each_piece_is_named_by_the_letters_own_hash() -> None:
    pieces = bundle([ONE, TWO], duplex=True).pieces
    assert [piece.sha256 for piece in pieces] == [hashlib.sha256(pdf).hexdigest() for pdf in (ONE, TWO)]


def test_what_is_printed_is_what_was_made() -> None:
    assert text_of(bundle([ONE], duplex=False).pdf) == text_of(ONE)


def test_equal_letters_make_equal_bundles() -> None:
    assert bundle([ONE, TWO], duplex=True).pdf == bundle([ONE, TWO], duplex=True).pdf


def test_an_encrypted_bundle_opens_with_its_password_only() -> None:
    sealed = encrypt(ONE, "mot de passe")
    for wrong in ("", "autre"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(sealed), password=wrong)
    with pikepdf.open(BytesIO(sealed), password="mot de passe") as pdf:
        assert (pdf.encryption.bits, pdf.encryption.R) == (256, 6)
        assert len(pdf.pages) == 1
    assert b"LILAS" not in sealed
