"""A copy: the same words, to be read aloud and kept, and never taken for the letter itself.

What can be seen from the structure is looked at; a validator such as veraPDF says more.
"""

from collections.abc import Iterator
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


def test_all_that_is_drawn_is_tagged_or_said_to_be_decoration() -> None:
    """UA-1 7.1: every mark on a page stands inside a marked sequence, and each numbered one leads to its element."""
    with pikepdf.open(BytesIO(COPY.pdf)) as pdf:
        parents = dict(_numbers(pdf.Root.StructTreeRoot.ParentTree))
        for page in pdf.pages:
            numbered, depth = set(), 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in {"BDC", "BMC"}:
                    depth += 1
                    if name == "BDC" and "/MCID" in operands[1]:
                        numbered.add(int(operands[1].MCID))
                depth -= name == "EMC"
                assert depth or name not in {"Tj", "TJ", "'", '"', "Do", "f", "S", "B", "sh", "EI"}
            assert numbered
            elements = parents[int(page.StructParents)]
            assert {elements[number].S for number in numbered}
            assert {elements[number].P is not None for number in numbered} == {True}


def test_nothing_in_it_runs_moves_shines_through_or_asks_for_another_file() -> None:
    """A-2 6.2 to 6.10: no scripts, actions, embedded files, blends without a colour space; no key that opens it."""
    with pikepdf.open(BytesIO(COPY.pdf)) as pdf:
        assert not pdf.is_encrypted
        assert {"/AA", "/OpenAction", "/AcroForm", "/NeedAppearances"} & set(pdf.Root.keys()) == set()
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        for page in pdf.pages:
            assert "/Group" not in page or "/CS" in page.Group
            assert "/AA" not in page
            assert [str(one.Subtype) for one in page.get("/Annots", [])] in (
                [],
                ["/Link"] * len(page.get("/Annots", [])),
            )
        dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
        assert {"/LZWDecode", "/Crypt"} & {str(one.get("/Filter")) for one in dictionaries} == set()
        assert not [one for one in dictionaries if str(one.get("/S")) in {"/JavaScript", "/Launch", "/Movie", "/Sound"}]
        [intent] = pdf.Root.OutputIntents
        assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)


def _numbers(tree: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    """The leaves of a number tree (ISO 32000-1, 7.9.7)."""
    for child in tree.get("/Kids", []):
        yield from _numbers(child)
    leaves = list(tree.get("/Nums", []))
    for number, found in zip(leaves[::2], leaves[1::2], strict=True):
        yield int(number), found


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
