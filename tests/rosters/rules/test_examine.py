import json
from datetime import date

import pytest

from notifier.lib.tables import MAX_ROW
from notifier.rosters.rules.examination import MAX_PROBLEMS, Examination
from notifier.rosters.rules.examine import MAX_CELL, Reading, examine
from notifier.rosters.rules.rows import Expected

TODAY = date(2026, 3, 4)
ONE = {"10000000009": "a"}
TWO = {"10000000009": "a", "10000000017": "b"}
HEADER = "nom;prénom;courriel\n"
GOOD = "Canari;Zoé;zoe@example.org\n"


def look(
    data: str | bytes, *, confirmed: tuple[str, ...] = (), demo: bool = True, physicians: dict[str, str] = ONE
) -> Examination:
    content = data if isinstance(data, bytes) else data.encode()
    return examine(content, today=TODAY, confirmed=frozenset(confirmed), demo=demo, physicians=physicians)


def test_a_good_file_is_accepted() -> None:
    found = look(HEADER + GOOD + "Canari;Luc;luc@example.org\n")

    assert found.as_json() == {
        "verdict": "accept",
        "reason": None,
        "encoding": "utf-8",
        "delimiter": ";",
        "total": 2,
        "good": 2,
        "refused": 0,
        "duplicate": 0,
        "problems": [],
    }


@pytest.mark.parametrize(
    ("data", "reason", "line", "column"),
    [
        ("", "empty_file", 1, None),
        ("\n \n", "empty_file", 1, None),
        (b"PK\x03\x04\x00\x00", "not_text", 1, None),
        (b"nom;pr\x00nom", "not_text", 1, None),
        (HEADER.replace("courriel", "courriel;NIR") + "a;b;a@example.org;1\n", "forbidden_column", 1, "#4"),
        (HEADER.replace("courriel", "courriel;Notes") + "a;b;a@example.org;x\n", "forbidden_column", 1, "#4"),
        ("prénom;courriel\nZoé;zoe@example.org\n", "missing_column", 1, "family_name"),
        ("nom;nom;prénom;courriel\na;b;c;d\n", "column_twice", 1, "family_name"),
        (HEADER, "no_rows", 1, None),
        (HEADER + ";;zoe@example.org\n", "no_good_rows", 1, None),
        (HEADER + GOOD + "Canari;Luc;" + "x" * MAX_ROW, "row_too_long", 3, None),
        (HEADER + GOOD + 'Canari;"Luc;luc@example.org\n', "bad_quotes", 3, None),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(data: str | bytes, reason: str, line: int, column: str | None) -> None:
    found = look(data)

    assert (found.verdict, found.reason) == ("refuse", reason)
    assert [(p.line, p.column) for p in found.problems if p.code == reason] == [(line, column)]


@pytest.mark.parametrize("header", ["Dossier", "Mutuelle", ""])
def test_a_column_of_nirs_is_refused_whatever_it_is_called(header: str) -> None:
    rows = "".join(f"Canari;Zoé;z{n}@example.org;2 95 10 99 126 111 93\n" for n in range(3))

    found = look(f"nom;prénom;courriel;{header}\n{rows}", confirmed=("unknown_column", "many_refused"))

    assert found.verdict == "refuse"
    assert found.counts["nir_column"] == 1


NOTES = (
    "Patient anxieux, suivi depuis 2019 pour dépression, sous sertraline 50 mg.",
    "Vue en urgence pour douleurs thoraciques, ECG normal, à revoir.",
)


@pytest.mark.parametrize(
    ("header", "column"), [("divers", "#4"), ("", "#4"), ("caisse", "insurer"), ("complément", "street_before")]
)
def test_a_column_of_notes_is_refused_whatever_it_is_called(header: str, column: str) -> None:
    rows = "".join(f"Canari;{name};{name}@example.org;{note}\n" for name, note in zip("ab", NOTES, strict=True))

    found = look(HEADER.replace("courriel", f"courriel;{header}") + rows)

    assert (found.verdict, found.reason) == ("refuse", "notes_column")
    assert [p.column for p in found.problems if p.code == "notes_column"] == [column]


def test_a_note_in_one_cell_refuses_its_row() -> None:
    rows = "".join(f"Canari;Zoé {chr(97 + n)};z{n}@example.org;CPAM\n" for n in range(20))
    note = f"Canari;Luc;luc@example.org;{NOTES[0]}\n"

    found = look(HEADER.replace("courriel", "courriel;caisse") + rows + note)

    assert (found.verdict, found.good, found.refused) == ("accept", 20, 1)
    assert [(p.line, p.column, p.code) for p in found.problems] == [(22, "insurer", "note_value")]


def test_a_nir_in_one_cell_refuses_its_row() -> None:
    rows = "".join(f"Canari;Zoé;z{n}@example.org;CPAM\n" for n in range(20))

    found = look(f"nom;prénom;courriel;caisse\n{rows}Canari;Luc;l@example.org;295109912611193\n")

    assert (found.verdict, found.good, found.refused) == ("accept", 20, 1)
    assert [(p.line, p.column, p.code) for p in found.problems] == [(22, "insurer", "nir_value")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ((HEADER + GOOD).encode("cp1252"), "encoding_guess"),
        ("nom;prénom;courriel;dossier\nCanari;Zoé;zoe@example.org;12\n", "unknown_column"),
        ("nom;prénom;courriel;\nCanari;Zoé;zoe@example.org;12\n", "unknown_column"),
        (HEADER + GOOD + ";Luc;luc@example.org\n", "many_refused"),
    ],
)
def test_doubts_are_asked_about_until_confirmed(data: str | bytes, code: str) -> None:
    doubted, agreed = look(data), look(data, confirmed=(code,))

    assert (doubted.verdict, doubted.reason, doubted.asks) == ("ask", code, (code,))
    assert (agreed.verdict, agreed.reason, agreed.asks) == ("accept", None, ())


def test_an_empty_column_without_a_header_is_nothing_to_ask_about() -> None:
    assert look("nom;prénom;courriel;\nCanari;Zoé;zoe@example.org;\n").verdict == "accept"


def test_plain_ascii_leaves_no_doubt_about_the_encoding() -> None:
    assert look(b"nom;prenom;courriel\nCanari;Zoe;zoe@example.org\n").encoding == "utf-8"


def test_one_row_in_ten_may_be_refused_without_asking() -> None:
    rows = "".join(f"Canari;Zoé;z{n}@example.org\n" for n in range(9))

    assert look(HEADER + rows + ";Luc;luc@example.org\n").verdict == "accept"


@pytest.mark.parametrize(
    ("second", "duplicate"),
    [
        ("CANARI;zoe;01/02/1980;ZOE@example.org;;;", 1),
        ("Canari;Zoé;1980-02-01;;12, rue X;75 012;PARIS", 1),
        ("Canari;Zoé;02/02/1980;zoe@example.org;12 rue X;75012;Paris", 0),
        ("Canari;Luc;01/02/1980;zoe@example.org;12 rue X;75012;Paris", 0),
        ("Canari;Zoé;01/02/1980;z@example.org;13 rue X;75012;Paris", 0),
    ],
)
def test_a_duplicate_has_the_same_name_birth_date_and_address_or_email(second: str, duplicate: int) -> None:
    header = "nom;prénom;date de naissance;courriel;rue;cp;ville\n"
    first = "Canari;Zoé;01/02/1980;zoe@example.org;12 rue X;75012;Paris\n"

    found = look(header + first + second + "\n")

    assert (found.total, found.duplicate) == (2, duplicate)
    assert found.counts.get("duplicate", 0) == duplicate


FATHER = "Canari;Jean;;12 rue X;75012;Paris;{}\n"


@pytest.mark.parametrize(
    ("father", "son", "asks"),
    [
        ("", "", ("possible_homonyms",)),
        ("jean@example.org", "", ("possible_homonyms",)),
        ("jean@example.org", "autre@example.org", ("possible_homonyms",)),
        ("jean@example.org", "jean@example.org", ()),
    ],
)
def test_without_birth_dates_a_father_and_his_son_are_asked_about(father: str, son: str, asks: tuple[str, ...]) -> None:
    file = "nom;prénom;date de naissance;rue;cp;ville;courriel\n" + FATHER.format(father) + FATHER.format(son)
    found = look(file)
    assert (found.asks, found.verdict) == (asks, "ask" if asks else "accept")
    assert look(file, confirmed=("possible_homonyms",)).verdict == "accept"
    assert (found.good, found.duplicate) == (1, 1)


def test_with_their_birth_dates_both_are_taken() -> None:
    file = "nom;prénom;date de naissance;rue;cp;ville;courriel\n" + FATHER.format("") + FATHER.format("")
    found = look(file.replace("Jean;;", "Jean;01/02/1950;", 1).replace("Jean;;", "Jean;01/02/1980;", 1))
    assert (found.verdict, found.good) == ("accept", 2)


def test_a_name_alone_says_even_less() -> None:
    rows = "Canari;Jean;;;;;\n" * 2
    assert look("nom;prénom;date de naissance;rue;cp;ville;courriel\n" + rows).asks == ("possible_homonyms",)


def test_a_family_may_share_a_mailbox() -> None:
    assert look(HEADER + GOOD + "Canari;Luc;zoe@example.org\n").good == 2


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Canari;Luc", None, "cell_count"),
        ("Canari;Luc;luc@example.org;x", None, "cell_count"),
        (f"Canari;{'L' * (MAX_CELL + 1)};luc@example.org", "given_name", "cell_too_long"),
        ("Canari;;luc@example.org", "given_name", "missing_name"),
        ("Canari;Luc;luc", "email", "bad_email"),
    ],
)
def test_a_bad_row_is_told_with_line_and_column(row: str, column: str | None, code: str) -> None:
    found = look(HEADER + GOOD + "\n" + row + "\n")

    assert (found.good, found.refused) == (1, 1)
    assert (found.problems[0].line, found.problems[0].column, found.problems[0].code) == (4, column, code)


def test_lines_are_right_after_quoted_line_breaks() -> None:
    found = look(HEADER + '"Canari\n\n";Zoé;zoe@example.org\nCanari;;luc@example.org\n')

    assert (found.problems[0].line, found.problems[0].code) == (5, "missing_name")


def test_a_demo_refuses_the_whole_file_for_one_address_that_could_be_real() -> None:
    data = HEADER + GOOD + "Canari;Luc;luc@free.fr\n"

    assert (look(data).verdict, look(data).reason) == ("refuse", "not_reserved_domain")
    assert look(data, demo=False).verdict == "accept"


def test_several_physicians_must_be_told_apart() -> None:
    assert look(HEADER + GOOD, physicians=TWO).reason == "physician_needed"
    assert look(HEADER + GOOD, physicians={}).reason == "physician_needed"


def test_groups_are_counted_and_compared_on_their_own() -> None:
    data = (
        "nom;prénom;courriel;rpps\n"
        "Canari;Zoé;zoe@example.org;10000000009\n"
        "Canari;Zoé;zoe@example.org;10000000017\n"
        "Canari;Zoé;zoe@example.org;10000000017\n"
        "Canari;;zoe@example.org;10000000017\n"
        "Canari;Luc;luc@example.org;10000000025\n"
    )
    reading = Reading(data.encode(), expected=Expected(TODAY, True, TWO), confirmed=frozenset({"many_refused"}))

    assert [record.rpps for record in reading.records()] == ["10000000009", "10000000017"]
    assert (reading.of_group("a").total, reading.of_group("b").total) == (1, 3)
    assert (reading.of_group("b").refused, reading.of_group("b").duplicate) == (1, 1)
    assert (reading.examination().total, reading.examination().counts["unknown_rpps"]) == (5, 1)


def test_the_list_of_problems_is_cut_and_the_counts_are_not() -> None:
    rows = "Canari;;x@example.org\n" * (MAX_PROBLEMS + 5)

    found = look(HEADER + GOOD + rows)

    assert (len(found.problems), found.counts["missing_name"], found.refused) == (MAX_PROBLEMS, 1005, 1005)


def test_nothing_personal_is_in_an_answer() -> None:
    data = "Canari;Zoé;zoe@example.org\nCanari;Luc;pas-une-adresse\n"

    for found in (look(data), look(HEADER + data), look("nom;prénom;courriel;Canari\n" + data)):
        text = json.dumps(found.as_json(), ensure_ascii=False) + repr(found)
        assert not any(word in text for word in ("Canari", "Zoé", "zoe", "Luc", "pas-une"))
