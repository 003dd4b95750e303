import codecs

import pytest

from notifier.lib.tables import MAX_ROW, Row, UnreadableTable, read_table

TEXT = "nom;prénom\r\nLefèvre;Zoé\r\n"


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        (TEXT.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", False),
        (TEXT.encode("utf-16"), "utf-16", False),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", False),
        (TEXT.encode("cp1252"), "cp1252", True),
    ],
)
def test_the_encoding_is_a_mark_or_utf_8_or_windows(data: bytes, encoding: str, guessed: bool) -> None:
    table = read_table(data)

    assert (table.encoding, table.guessed) == (encoding, guessed)
    assert table.header == Row(1, ("nom", "prénom"))
    assert list(table.rows()) == [Row(2, ("Lefèvre", "Zoé"))]


def test_a_letter_cut_by_the_reading_of_chunks_is_whole() -> None:
    table = read_table(b"nom\n" + "é".encode() * 9_000 + b"\n" + "é\n".encode() * 60_000)

    assert table.encoding == "utf-8"
    assert sum(1 for _ in table.rows()) == 60_001


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [("a;b;c", ";"), ("a,b,c", ","), ("a\tb", "\t"), ('"a;x;y",b', ","), ("a,b;c", ";"), ("a", ";")],
)
def test_the_delimiter_is_counted_on_the_header(header: str, delimiter: str) -> None:
    assert read_table(header.encode() + b"\n").delimiter == delimiter


def test_rows_carry_the_line_they_begin_on() -> None:
    data = b'a;b\n1;"x\ny\nz"\n\n ; \n2;"q ""r"""\r3;s\r\n'

    rows = list(read_table(data).rows())

    assert rows == [Row(2, ("1", "x\ny\nz")), Row(7, ("2", 'q "r"')), Row(8, ("3", "s"))]


def test_blank_lines_before_the_header_are_passed_over() -> None:
    table = read_table(b"\n\na,b\n1,2\n")

    assert (table.delimiter, table.header.line) == (",", 3)
    assert list(table.rows()) == [Row(4, ("1", "2"))]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\n", "empty_file"),
        (codecs.BOM_UTF8 + b"\n", "empty_file"),
        (b"nom;pr\0nom\n", "not_text"),
        ("nom\0".encode("utf-16"), "not_text"),
        (codecs.BOM_UTF16_LE + b"a", "not_text"),
        (codecs.BOM_UTF8 + b"\xff", "not_text"),
        (b"\x81\x8d", "not_text"),
        (b"PK\x03\x04 anything", "not_text"),
        (b"%PDF-1.7", "not_text"),
        (bytes(range(256)), "not_text"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableTable) as refusal:
        read_table(data)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a;b\n1;2\n3;" + b"x" * MAX_ROW + b"\n", "row_too_long", 3),
        (b'a;b\n1;2\n3;"' + b"x\n" * MAX_ROW, "row_too_long", 3),
        (b'a;b\n1;2\n3;"x\n', "bad_quotes", 3),
        (b'a;b\n1;"x"y\n', "bad_quotes", 2),
    ],
)
def test_reading_stops_where_rows_can_no_longer_be_told_apart(data: bytes, code: str, line: int) -> None:
    with pytest.raises(UnreadableTable) as refusal:
        list(read_table(data).rows())

    assert (refusal.value.code, refusal.value.line) == (code, line)


def test_a_table_and_its_rows_show_no_content() -> None:
    table = read_table(b"nom\nLefebvre\n")

    assert "Lefebvre" not in f"{table!r} {next(table.rows())!r}"


@pytest.mark.parametrize("mark", ["sep=;\r\n", '"sep=;"\r\n', "SEP=;\n"])
def test_the_line_excel_puts_above_the_header_is_passed_over(mark: str) -> None:
    table = read_table(f"{mark}nom;ville\nCanari;Lyon\n".encode("utf-8-sig"))
    assert (table.delimiter, table.header.cells, table.header.line) == (";", ("nom", "ville"), 2)
    assert [(row.line, row.cells) for row in table.rows()] == [(3, ("Canari", "Lyon"))]


def test_nothing_but_that_line_is_an_empty_file() -> None:
    with pytest.raises(UnreadableTable) as problem:
        read_table(b"sep=;\n")
    assert problem.value.code == "empty_file"
