from uuid import UUID

from notifier.notices.rules.findings import Gravity
from notifier.notices.rules.fitting import Fault, RosterReport, from_json

KEY = ("fr", "administrative", "adult")
ONE, TWO = UUID(int=1), UUID(int=2)


def report(*faults: Fault, pages: int = 2) -> RosterReport:
    return RosterReport(5, faults, {KEY: pages})


def test_faults_are_counted_by_code_the_blocking_ones_first() -> None:
    found = report(
        Fault(TWO, "other_font"), Fault(ONE, "address_too_wide"), Fault(TWO, "no_text"), Fault(ONE, "no_text")
    ).found()
    assert [(one.finding.code, one.count) for one in found] == [
        ("no_text", 2), ("address_too_wide", 1), ("other_font", 1),
    ]  # fmt: skip
    assert [one.finding.gravity for one in found] == [Gravity.BLOCKING, Gravity.ADVISORY, Gravity.NOTE]


def test_other_people_are_another_finding() -> None:
    """A reason given for one patient must not cover the next."""
    one, two, both = (
        report(*(Fault(pk, "unprintable") for pk in people)).found()[0].finding for people in ([ONE], [TWO], [TWO, ONE])
    )
    assert len({one, two, both}) == 3
    again = report(Fault(ONE, "unprintable"), Fault(TWO, "unprintable")).found()[0].finding
    assert again == both


def test_a_letter_is_long_from_the_third_page_on() -> None:
    assert report().found() == ()
    (long,) = report(pages=3).found()
    assert (long.finding.code, long.finding.place.language, long.finding.place.excerpt) == (
        "letter_too_long",
        "fr",
        "3",
    )


def test_what_is_kept_is_read_back() -> None:
    found = report(Fault(ONE, "no_text"), pages=4).found()
    assert from_json(one.as_json() for one in found) == found
