"""Many letters in one file, and the file under a password."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from notifier.press.bundle import BundleWriter, PieceRange, PlatedLetter, WholeLetter, encrypt
from notifier.press.letters import compose
from notifier.press.plates import Plate, lay
from notifier.press.stamp import stamp
from tests.press.odd_addresses import FALLING_BACK
from tests.press.rasters import greatest_difference
from tests.press.samples import FIELDS, MASTER, codes_of, text_of

SHORT = lay(MASTER)
LONGER = MASTER.replace("</body>", "<p>Encore.</p>" * 40 + "</body>")
LONG = lay(LONGER)


def letter(plate: Plate, number: int = 1, address: tuple[str, ...] = FIELDS.address) -> PlatedLetter:
    fields = replace(FIELDS, address=(address[0], f"{number} RUE DU PORT", *address[2:]), reference=reference(number))
    return PlatedLetter(fields.reference, plate, stamp(plate, fields).update)


def reference(number: int) -> str:
    return f"7K3M-9QXT-{number:04}-H"


def bundled(*letters: PlatedLetter | WholeLetter, duplex: bool = True) -> tuple[bytes, list[PieceRange]]:
    out = BytesIO()
    writer = BundleWriter(out, run=7, duplex=duplex)
    places = [writer.add(one) for one in letters]
    writer.close()
    return out.getvalue(), places


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded().strip() for page in pdfium.PdfDocument(pdf)]


def test_letters_stand_in_the_order_given() -> None:
    pdf, places = bundled(letter(SHORT, 1), letter(LONG, 2), letter(SHORT, 3), duplex=False)
    assert places == [PieceRange(1, 1), PieceRange(2, 2), PieceRange(4, 1)]
    assert [reference(n) in page for n, page in zip((1, 2, 2, 3), pages(pdf), strict=True)] == [True] * 4


def test_printed_on_both_sides_no_letter_shares_a_sheet_with_a_stranger() -> None:
    pdf, places = bundled(letter(SHORT, 1), letter(LONG, 2), letter(SHORT, 3))
    assert places == [PieceRange(1, 1), PieceRange(3, 2), PieceRange(5, 1)]
    assert [bool(text) for text in pages(pdf)] == [True, False, True, True, True, False]


def test_every_page_bears_the_code_of_its_sheet() -> None:
    both, _ = bundled(letter(SHORT, 1), letter(LONG, 2))
    one_side, _ = bundled(letter(SHORT, 1), letter(LONG, 2), duplex=False)
    first, second = f"{reference(1)} 0007 000001 01/01", f"{reference(2)} 0007 000002"
    assert codes_of(both) == [[first], [], [f"{second} 01/01"], [f"{second} 01/01"]]
    assert codes_of(one_side) == [[first], [f"{second} 01/02"], [f"{second} 02/02"]]


def test_what_is_printed_is_what_was_made() -> None:
    pdf, _ = bundled(letter(LONG, 1), duplex=False)
    alone = stamp(
        LONG, replace(FIELDS, address=(FIELDS.address[0], "1 RUE DU PORT", "69003 LYON"), reference=reference(1))
    )
    for page in range(2):
        assert greatest_difference(uncoded(pdf), alone.pdf(LONG), page) <= 64


def uncoded(pdf: bytes) -> bytes:
    """The bundle without its sheets' codes."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            if "/Contents" in page:
                page.Contents = page.Contents[0]
        opened.save(out)
    return out.getvalue()


def page_of(pdf: bytes, number: int) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened, pikepdf.new() as single:
        single.pages.append(opened.pages[number])
        single.save(out)
    return out.getvalue()


def test_fonts_and_bodies_are_there_once() -> None:
    with pikepdf.open(BytesIO(bundled(*(letter(LONG, n) for n in range(1, 21)))[0])) as pdf:
        streams = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
        assert len([one for one in streams if one.get("/Subtype") == "/Form"]) == 2
        # The body's own two, and the two that the fields are set in.
        assert len([one for one in streams if "/Length1" in one]) == 4


def test_a_letter_takes_less_than_two_kilobytes() -> None:
    few, many = (bundled(*(letter(LONG, n) for n in range(1, count)))[0] for count in (21, 121))
    assert (len(many) - len(few)) / 100 < 2000


def test_memory_does_not_grow_with_the_letters(tmp_path) -> None:  # type: ignore[no-untyped-def]
    def letters(count: int) -> Iterator[PlatedLetter]:
        one = letter(LONG)
        return (one for _ in range(count))

    def write(count: int) -> None:
        with (tmp_path / "bundle.pdf").open("wb") as out:
            writer = BundleWriter(out, run=1, duplex=True)
            for one in letters(count):
                writer.add(one)
            writer.close()

    write(2000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    write(8000)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 8


def test_the_file_is_well_formed() -> None:
    whole = WholeLetter("7K3M-9QXT-2W4F-H", compose(LONGER, FIELDS).pdf)
    rare = letter(SHORT, 3, FALLING_BACK[0])
    with pikepdf.open(BytesIO(bundled(*(letter(LONG, n) for n in range(1, 300)), whole, rare)[0])) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 299 * 2 + 2 + 2


def test_rare_letters_are_printed_from_fonts_the_bundle_brings() -> None:
    pdf, _ = bundled(letter(SHORT, 1), letter(SHORT, 2, FALLING_BACK[0]), duplex=False)
    alone = letter(SHORT, 2, FALLING_BACK[0])
    assert "Əli" in pages(pdf)[1]
    assert greatest_difference(uncoded(page_of(pdf, 1)), SHORT.pdf + alone.update) <= 64


def test_a_letter_that_is_a_pdf_of_its_own_is_printed_as_it_is() -> None:
    alone = compose(LONGER, FIELDS).pdf
    pdf, _ = bundled(WholeLetter(FIELDS.reference, alone), letter(SHORT, 2))
    assert [greatest_difference(uncoded(pdf), alone, page) <= 64 for page in range(2)] == [True, True]
    assert codes_of(pdf)[0] == [f"{FIELDS.reference} 0007 000001 01/01"]


def test_letters_made_with_other_fonts_are_printed_with_theirs() -> None:
    old = replace(SHORT, faces={"F0": "another file"})
    pdf, _ = bundled(letter(old, 1), duplex=False)
    today, _ = bundled(letter(SHORT, 1), duplex=False)
    assert greatest_difference(pdf, today) <= 64
    assert text_of(uncoded(pdf)) == text_of(uncoded(today))


def test_equal_letters_make_equal_bundles() -> None:
    assert bundled(letter(SHORT), letter(LONG)) == bundled(letter(SHORT), letter(LONG))


def test_a_reference_without_room_in_the_code_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        bundled(WholeLetter("7" * 17, compose(MASTER, FIELDS).pdf))


def test_an_encrypted_bundle_opens_with_its_password_only() -> None:
    out = BytesIO()
    encrypt(BytesIO(bundled(letter(SHORT))[0]), out, "mot de passe")
    sealed = out.getvalue()
    for wrong in ("", "autre"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(sealed), password=wrong)
    with pikepdf.open(BytesIO(sealed), password="mot de passe") as pdf:
        assert (pdf.encryption.bits, pdf.encryption.R) == (256, 6)
        assert len(pdf.pages) == 2
