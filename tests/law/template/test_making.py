from notifier.law.template.making import HOW_MANY, YES_NO, always, asked, free, options, when
from notifier.law.template.shapes import Kind


def test_options_are_lettered_and_the_provisional_ones_marked() -> None:
    found = options(("oui", "yes"), ("à déterminer", "to be determined"), provisional="b")
    assert [(one.code, one.is_provisional) for one in found] == [("a", False), ("b", True)]
    assert [one.is_provisional for one in HOW_MANY] == [False, False, False, True]


def test_rows_are_wanted_always_when_shown_or_never() -> None:
    label = ("Nom", "Name")
    first = always(1, Kind.TEXT, label)
    second = asked(2, Kind.TEXT, label, "", when(1, "a"))
    third = free(3, Kind.CHOICE, label, "", YES_NO)
    assert [(one.is_mandatory, one.is_needed) for one in (first, second, third)] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip
