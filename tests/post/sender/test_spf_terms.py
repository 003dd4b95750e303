"""Reading an SPF record."""

from ipaddress import ip_address

import pytest

from notifier.post.sender.spf_terms import Asking, SpfSyntax, expand, is_spf, read_terms


@pytest.mark.parametrize(
    ("record", "expected"),
    [("v=spf1", True), ("v=spf1 -all", True), ("V=SpF1 -all", True), ("v=spf10 -all", False), (" v=spf1 -all", False),
     ("spf2.0/pra -all", False), ("v=spf1\t-all", False)],
)  # fmt: skip
def test_the_version_tells_a_record(record: str, expected: bool) -> None:
    assert is_spf(record) is expected


@pytest.mark.parametrize(
    "term",
    ["ip4:192.0.2", "ip4:192.0.2.1/33", "ip4:192.0.2.1/08", "ip4", "ip6:192.0.2.1", "ip6:2001:db8::1/129", "all:x",
     "include", "include:", "include:x", "include:a.test/24", "a:a.test:8080", "a/33", "mx//129", "a:a.123", "-",
     "exists:%{x}.test", "exists:a%b.test", "exists:%{d0}.test", "exists:%{c}.test", "redirect=", "redirect=x",
     "all-", "+-all", "a:.test", "a:é.test", "=x"],
)  # fmt: skip
def test_a_term_that_cannot_be_read_is_named(term: str) -> None:
    with pytest.raises(SpfSyntax) as caught:
        read_terms(f"v=spf1 {term} -all")
    assert caught.value.term == term


@pytest.mark.parametrize("name", ["redirect", "exp"])
def test_a_modifier_stands_once(name: str) -> None:
    with pytest.raises(SpfSyntax):
        read_terms(f"v=spf1 {name}=a.test {name}=b.test")


def test_lengths_are_read_after_the_domain() -> None:
    one, two, three = read_terms("v=spf1 a:a.test/24//64 mx/30 a//48")
    assert (one.value, one.prefixes) == ("a.test", (24, 64))
    assert (two.value, two.prefixes) == ("", (30, 128))
    assert three.prefixes == (32, 48)


@pytest.mark.parametrize(
    ("macro", "filled"),
    [
        # RFC 7208 section 7.4.
        ("%{s}", "strong-bad@email.example.test"),
        ("%{o}", "email.example.test"),
        ("%{d}", "email.example.test"),
        ("%{d3}", "email.example.test"),
        ("%{d2}", "example.test"),
        ("%{d1}", "test"),
        ("%{dr}", "test.example.email"),
        ("%{d2r}", "example.email"),
        ("%{l}", "strong-bad"),
        ("%{l-}", "strong.bad"),
        ("%{lr-}", "bad.strong"),
        ("%{l1r-}", "strong"),
        ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.test"),
        ("%%%_%-", "% %20"),
        ("%{S}", "strong-bad%40email.example.test"),
    ],
)
def test_macros_are_filled_in(macro: str, filled: str) -> None:
    asking = Asking(ip_address("192.0.2.3"), "strong-bad@email.example.test")
    assert expand(macro, "email.example.test", asking) == filled


def test_an_ipv6_address_is_written_digit_by_digit() -> None:
    asking = Asking(ip_address("2001:db8::cb01"), "a@b.test")
    assert expand("%{ir}.%{v}", "b.test", asking).startswith("1.0.b.c.0.0.0.0.")


def test_what_is_too_long_loses_labels_at_its_left() -> None:
    asking = Asking(None, f"{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}@x.test")
    assert expand("%{l}.%{d}", "example.test", asking).startswith("b" * 60)
