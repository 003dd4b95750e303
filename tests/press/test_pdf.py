"""Writing a PDF object by object."""

from io import BytesIO

import pikepdf

from notifier.press.pdf import Writer


def test_objects_may_be_named_before_they_are_written() -> None:
    out = BytesIO()
    writer = Writer(out)
    root, pages = writer.reserve(), writer.reserve()
    text = writer.put_stream(b"BT ET")
    page = writer.put(b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents %d 0 R>>" % (pages, text))
    writer.put(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page, pages)
    writer.put(b"<</Type/Catalog/Pages %d 0 R>>" % pages, root)
    writer.finish(root, b"identity")
    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pages[0].Contents.read_bytes() == b"BT ET"


def test_an_object_of_another_file_brings_all_it_needs_and_only_once() -> None:
    source = pikepdf.new()
    inner = source.make_stream(b"inner")
    ring = source.make_indirect(pikepdf.Dictionary(Inner=inner))
    ring.Self = ring
    outer = source.make_indirect(pikepdf.Dictionary(A=pikepdf.Array([ring, inner]), Text=pikepdf.String("é (1 0 R)")))
    out = BytesIO()
    writer = Writer(out)
    moved: dict[int, int] = {}
    name = writer.transplant(outer, moved)
    assert writer.transplant(outer, moved) == name
    pages = writer.put(b"<</Type/Pages/Count 0/Kids[]>>")
    root = writer.put(b"<</Type/Catalog/Pages %d 0 R/Outer %b>>" % (pages, name))
    writer.finish(root, b"identity")
    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        outer = pdf.Root.Outer
        assert outer.A[0].Inner.read_bytes() == b"inner"
        assert outer.A[0].objgen == outer.A[0].Self.objgen
        assert outer.A[1].objgen == outer.A[0].Inner.objgen
        assert str(outer.Text) == "é (1 0 R)"
