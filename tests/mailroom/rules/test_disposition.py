from datetime import date, timedelta

import pytest

from notifier.lib.ids import new_reference
from notifier.mailroom.choices import Fate
from notifier.mailroom.rules.disposition import Answer, problems_of, read_disposition

MADE = date(2026, 3, 2)
TODAY = MADE + timedelta(days=5)
FIRST, SECOND, THIRD, FOREIGN = (new_reference(bytes([n]) * 8) for n in (1, 2, 3, 4))
STANDS = {1: (FIRST, Fate.NONE), 2: (SECOND, Fate.POSTED), 3: (THIRD, Fate.SPOILED)}


@pytest.mark.parametrize(
    "text",
    [
        f"pièce;référence;statut;date\n1;{FIRST};postée;04/03/2026\n",
        f"piece,reference,status,date\n1,{FIRST.lower()},Posted,2026-03-04\n",
        f"Numéro de pièce\tRéf.\tÉtat\tPostée le\n1\t{FIRST}\tPOSTÉE\t04.03.2026\n",
    ],
)
def test_french_and_english_headers_are_read(text: str) -> None:
    read = read_disposition(text.encode())
    assert read.answers == (Answer(2, Fate.POSTED, 1, FIRST, date(2026, 3, 4)),)
    assert read.problems == ()


def test_a_piece_alone_or_a_reference_alone_is_enough() -> None:
    assert read_disposition(b"piece;statut\n7;abimee\n").answers == (Answer(2, Fate.SPOILED, 7),)
    read = read_disposition(f"reference;statut\n{FIRST};imprimee\n".encode())
    assert read.answers == (Answer(2, Fate.PRINTED, None, FIRST),)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "empty_file")]),
        ("piece;statut\n", [(1, "empty_file")]),
        ("piece;couleur\n1;bleu\n", [(1, "columns_missing")]),
        ("statut\nposted\n", [(1, "columns_missing")]),
        ("piece;statut\n1;posted\n2;delivered\n", [(3, "status_unknown")]),
        ("piece;statut\n;posted\n", [(2, "piece_missing")]),
        ("piece;statut\n-1;posted\n²;posted\n", [(2, "piece_unknown"), (3, "piece_unknown")]),
        ("reference;statut\nABCD;posted\n", [(2, "reference_unknown")]),
        ("piece;statut;date\n1;posted;hier\n", [(2, "date_unreadable")]),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, problems: list[tuple[int, str]]) -> None:
    assert [(one.line, one.code) for one in read_disposition(text.encode()).problems] == problems


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(2, Fate.POSTED, 9), "piece_unknown"),
        (Answer(2, Fate.POSTED, None, FOREIGN), "reference_unknown"),
        (Answer(2, Fate.POSTED, 1, SECOND), "reference_unknown"),
        (Answer(2, Fate.SPOILED, 2), "already_posted"),
        (Answer(2, Fate.POSTED, 3), "already_spoiled"),
        (Answer(2, Fate.PRINTED, 3), "already_spoiled"),
        (Answer(2, Fate.POSTED, 1, on=MADE - timedelta(days=1)), "date_impossible"),
        (Answer(2, Fate.POSTED, 1, on=TODAY + timedelta(days=1)), "date_impossible"),
    ],
)
def test_what_cannot_be_of_this_run_is_named(answer: Answer, code: str) -> None:
    problems, found = problems_of([answer], STANDS, made_on=MADE, today=TODAY)
    assert [(one.line, one.code) for one in problems] == [(2, code)]
    assert found == {}


def test_two_lines_may_repeat_but_not_contradict_each_other() -> None:
    same = [Answer(2, Fate.POSTED, 1), Answer(3, Fate.POSTED, None, FIRST)]
    assert problems_of(same, STANDS, made_on=MADE, today=TODAY)[0] == []
    other = [Answer(2, Fate.POSTED, 1), Answer(3, Fate.SPOILED, 1)]
    assert [one.code for one in problems_of(other, STANDS, made_on=MADE, today=TODAY)[0]] == ["said_twice"]


def test_what_was_posted_stays_posted_when_it_is_called_printed_later() -> None:
    problems, found = problems_of([Answer(2, Fate.PRINTED, 2)], STANDS, made_on=MADE, today=TODAY)
    assert (problems, found[2].fate) == ([], Fate.POSTED)
