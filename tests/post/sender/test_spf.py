"""What SPF says of an address: the cases of RFC 7208, asked as a receiver asks."""

from ipaddress import ip_address

import pytest

from notifier.post.sender.spf import Evaluation, evaluate
from tests.post.sender.zones import FAILED, Zone, lookup_in

ZONE: Zone = {
    ("example.test", "A"): ["192.0.2.10", "192.0.2.11"],
    ("example.test", "MX"): ["10 mail-a.example.test", "20 mail-b.example.test"],
    ("mail-a.example.test", "A"): ["192.0.2.129"],
    ("mail-b.example.test", "A"): ["192.0.2.130"],
    ("mail-a.example.test", "AAAA"): ["2001:db8::129"],
    ("amy.example.test", "A"): ["192.0.2.65"],
    ("strict.test", "TXT"): ["v=spf1 ip4:198.51.100.7 -all"],
    ("soft.test", "TXT"): ["v=spf1 ip4:198.51.100.7 ~all"],
    ("open.test", "TXT"): ["v=spf1 +all"],
    ("two.test", "TXT"): ["v=spf1 -all", "v=spf1 +all"],
    ("silent.test", "TXT"): FAILED,
    ("10.2.0.192.listed.example.test", "A"): ["127.0.0.2"],
    ("loop.test", "TXT"): ["v=spf1 include:loop.test -all"],
}


def check(record: str, address: str | None, sender: str = "") -> Evaluation:
    zone = ZONE | {("d.test", "TXT"): [record]}
    return evaluate("d.test", ip_address(address) if address else None, lookup_in(zone), sender=sender)


@pytest.mark.parametrize(
    ("record", "address", "result"),
    [
        # RFC 7208 appendix A.1.
        ("v=spf1 +all", "192.0.2.129", "pass"),
        ("v=spf1 a:example.test -all", "192.0.2.10", "pass"),
        ("v=spf1 a:example.test -all", "192.0.2.12", "fail"),
        ("v=spf1 mx:example.test -all", "192.0.2.130", "pass"),
        ("v=spf1 mx:example.test -all", "192.0.2.10", "fail"),
        ("v=spf1 mx:example.test/30 -all", "192.0.2.131", "pass"),
        ("v=spf1 mx:example.test//64 -all", "2001:db8::1", "pass"),
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.143", "pass"),
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.144", "fail"),
        ("v=spf1 ip6:2001:db8::/32 -all", "2001:db8:ffff::1", "pass"),
        ("v=spf1 ip6:2001:db8::/32 -all", "192.0.2.1", "fail"),
        # Section 5.2: only a pass of what is included counts.
        ("v=spf1 include:strict.test ~all", "198.51.100.7", "pass"),
        ("v=spf1 include:strict.test ~all", "192.0.2.1", "softfail"),
        ("v=spf1 -include:strict.test +all", "198.51.100.7", "fail"),
        # Section 6.1: a redirect is what nothing else matched; beside all it is nothing.
        ("v=spf1 redirect=strict.test", "192.0.2.1", "fail"),
        ("v=spf1 redirect=strict.test ~all", "192.0.2.1", "softfail"),
        ("v=spf1 ip4:192.0.2.1 redirect=strict.test", "192.0.2.1", "pass"),
        # Section 5.7 with section 7.
        ("v=spf1 exists:%{ir}.listed.example.test -all", "192.0.2.10", "pass"),
        ("v=spf1 exists:%{ir}.listed.example.test -all", "192.0.2.11", "fail"),
        ("v=spf1 a:%{l}.example.test -all", "192.0.2.65", "pass"),
        # Sections 4.6.1 and 4.7: any letters, any number of spaces; without an end it is neutral.
        ("V=SPF1   IP4:192.0.2.1   -ALL ", "192.0.2.1", "pass"),
        ("v=spf1 ip4:192.0.2.1", "192.0.2.2", "neutral"),
        ("v=spf1", "192.0.2.2", "neutral"),
        ("v=spf1 unknown-modifier=x -all", "192.0.2.2", "fail"),
        ("v=spf1 ptr -all", "192.0.2.2", "fail"),
    ],
)
def test_an_address_is_judged(record: str, address: str, result: str) -> None:
    assert check(record, address, "amy@d.test").result == result


@pytest.mark.parametrize(
    ("record", "fault", "place"),
    [
        ("v=spf1 include:nothing.test -all", "include", "include:nothing.test"),
        ("v=spf1 redirect=nothing.test", "include", "redirect=nothing.test"),
        ("v=spf1 include:two.test -all", "two", "two.test"),
        ("v=spf1 ip4:192.0.2.1 mistake -all", "syntax", "mistake"),
        ("v=spf1 include:loop.test -all", "too_many", "include:loop.test"),
        ("v=spf1 a:x1.test a:x2.test a:x3.test -all", "void", "a:x3.test"),
    ],
)
def test_an_error_spoils_all_and_says_where_it_is(record: str, fault: str, place: str) -> None:
    found = check(record, "192.0.2.200")
    assert (found.result, found.fault, found.place) == ("permerror", fault, place)


def test_ten_lookups_are_allowed_and_eleven_are_not() -> None:
    assert check("v=spf1 " + "a:example.test " * 10 + "-all", None).result == "fail"
    eleven = check("v=spf1 " + "a:example.test " * 11 + "-all", None)
    assert (eleven.result, eleven.fault, eleven.lookups) == ("permerror", "too_many", 11)


def test_no_answer_is_no_error_of_the_record() -> None:
    found = check("v=spf1 include:silent.test -all", "192.0.2.1")
    assert (found.result, found.fault, found.place) == ("temperror", "failed", "silent.test")


def test_a_stranger_sees_whether_everybody_may_send() -> None:
    assert check("v=spf1 include:open.test -all", None).result == "pass"
    assert check("v=spf1 include:soft.test ~all", None).result == "softfail"


def test_all_that_was_read_is_named() -> None:
    assert check("v=spf1 include:strict.test redirect=soft.test", None).domains == (
        "d.test",
        "strict.test",
        "soft.test",
    )


def test_more_than_ten_exchangers_are_too_many() -> None:
    many = {("many.test", "MX"): [f"10 mx{n}.many.test" for n in range(11)]}
    zone = ZONE | many | {("d.test", "TXT"): ["v=spf1 mx:many.test -all"]}
    assert evaluate("d.test", ip_address("192.0.2.1"), lookup_in(zone)).fault == "too_many"
