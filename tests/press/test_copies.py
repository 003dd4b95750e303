"""A copy: the same words, to be read aloud and kept, and never taken for the letter itself.

What can be seen from the structure is looked at; a validator such as veraPDF says more.
"""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdf

from notifier.press.copies import compose_copy
from notifier.press.letters import compose
from notifier.press.master import as_copy
from tests.press.samples import FIELDS, MASTER, text_of

WORDS = "Copie de l’avis envoyé par lettre le 5 mars 2026."
COPY = compose_copy(as_copy(MASTER, WORDS, is_large=False), FIELDS)


def test_it_says_what_the_letter_says_and_that_it_is_a_copy() -> None:
    text = text_of(COPY.pdf)
    assert WORDS in text
    letter = set(text_of(compose(MASTER, FIELDS).pdf).split())
    assert letter <= set(text.split())
    assert set(text.split()) - letter <= set(WORDS.split())


def test_it_has_bytes_and_a_hash_of_its_own_the_same_each_time() -> None:
    assert COPY.sha256 == sha256(COPY.pdf).hexdigest()
    assert COPY.pdf != compose(MASTER, FIELDS).pdf
    assert compose_copy(as_copy(MASTER, WORDS, is_large=False), FIELDS) == COPY


def test_it_names_both_standards() -> None:
    with pikepdf.open(BytesIO(COPY.pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2A"
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_it_is_tagged_titled_and_speaks_its_language() -> None:
    with pikepdf.open(BytesIO(COPY.pdf)) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "fr"
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == "Lettre"
        assert root.OutputIntents[0].DestOutputProfile
        assert {str(page.Tabs) for page in pdf.pages} == {"/S"}
    tags = _tags(COPY.pdf)
    assert {"/Document", "/H1", "/P", "/L", "/LI"} <= tags


def test_every_font_is_embedded_and_every_letter_known() -> None:
    fonts = [
        font.get_object()
        for page in pypdf.PdfReader(BytesIO(COPY.pdf)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def _tags(pdf: bytes) -> set[str]:
    found: set[str] = set()

    def walk(element: object) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.add(str(element.S))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot)
    return found
