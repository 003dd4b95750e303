"""Keys as lines on paper, and back."""

from random import Random

import pytest

from notifier.vault.recovery.lines import Kind, LineProblem, SheetKey, is_right, read_sheet, to_lines

KEYS = [
    SheetKey(Kind.MASTER, "m1", bytes(range(32))),
    SheetKey(Kind.MASTER, "m-2.b", bytes([255]) * 32),
    SheetKey(Kind.LOG, "l1", bytes(32)),
]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def printed(*keys: SheetKey) -> list[str]:
    return [str(line) for key in keys for line in to_lines(key)]


def test_what_is_printed_can_be_typed_back() -> None:
    sheet = read_sheet(printed(*KEYS))
    assert sheet.problems == ()
    assert sheet.keys == tuple(KEYS)
    assert [key.key for key in sheet.keys] == [key.key for key in KEYS]
    assert sheet.of(Kind.LOG) == {"l1": bytes(32)}


def test_a_key_has_four_lines_of_groups_with_a_check() -> None:
    lines = to_lines(KEYS[0])
    assert [line.tag for line in lines] == ["K.m1.1", "K.m1.2", "K.m1.3", "K.m1.4"]
    assert [len(line.groups) for line in lines] == [4, 4, 4, 1]
    assert {len(group) for line in lines for group in (*line.groups, line.check)} == {4}
    assert {len(line.padded) for line in lines} == {4}


def test_order_case_and_spacing_do_not_matter() -> None:
    lines = [f"  {line.lower()} " for line in reversed(printed(KEYS[0]))]
    squeezed = [f"{line.split()[0]} {''.join(line.split()[1:])}" for line in printed(KEYS[2])]
    sheet = read_sheet([*lines, "", *squeezed])
    assert (sheet.problems, len(sheet.keys)) == ((), 2)


def test_digits_stand_for_the_letters_they_look_like() -> None:
    for line in printed(*KEYS):
        tag, groups = line.split(" ", 1)
        assert is_right(f"{tag} {groups.translate(str.maketrans('OIB', '018'))}")


def test_each_wrong_letter_is_found_in_its_line() -> None:
    lines, chance = printed(KEYS[0]), Random(4)
    for number, line in enumerate(lines):
        begin = line.index(" ")
        for place in (place for place in range(begin, len(line)) if line[place] != " "):
            other = chance.choice([letter for letter in LETTERS if letter != line[place]])
            typed = [*lines]
            typed[number] = line[:place] + other + line[place + 1 :]
            sheet = read_sheet(typed)
            assert sheet.keys == ()
            assert sheet.problems == (LineProblem(number + 1, f"K.m1.{number + 1}", "mistyped"),)


@pytest.mark.parametrize("wrong", ["J.m1.1", "K.m2.1", "K.m1.2", "K.M1.1", "X.m1.1", "K.m1", "K.m1.x", "K", "m1"])
def test_a_wrong_tag_is_found_as_well(wrong: str) -> None:
    first = printed(KEYS[0])[0]
    assert not is_right(first.replace("K.m1.1", wrong))


def test_two_groups_or_two_lines_in_the_wrong_order_are_found() -> None:
    tag, one, two, *rest = printed(KEYS[0])[0].split()
    assert not is_right(" ".join((tag, two, one, *rest)))
    first, second = (line.split(" ", 1) for line in printed(KEYS[0])[:2])
    assert not is_right(f"{first[0]} {second[1]}")


def test_a_line_that_was_left_out_is_named() -> None:
    lines = printed(KEYS[0])
    sheet = read_sheet([lines[0], lines[1], lines[3]])
    assert (sheet.keys, sheet.problems) == ((), (LineProblem(0, "K.m1.3", "missing"),))


def test_nothing_typed_is_no_key() -> None:
    assert read_sheet([]) == read_sheet(["", "  "])
    assert read_sheet([]).keys == ()


def test_no_letter_of_a_key_shows() -> None:
    shown = repr(KEYS) + repr(to_lines(KEYS[1])) + repr(read_sheet(printed(*KEYS)))
    assert "7777" not in shown
    assert "\\xff" not in shown
