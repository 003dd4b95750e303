"""Policies, and which domains count as one."""

import pytest

from notifier.post.sender.answers import Answer
from notifier.post.sender.dmarc import is_aligned, organisation_of, policy_for
from tests.post.sender.zones import Zone, lookup_in

ZONE: Zone = {
    ("_dmarc.cabinet.test", "TXT"): ["v=DMARC1; p=reject; sp=quarantine; adkim=s"],
    ("_dmarc.test", "TXT"): ["v=DMARC1; p=none; psd=y"],
    ("_dmarc.own.cabinet.test", "TXT"): ["v=DMARC1; p=none; psd=n"],
}


def test_what_holds_above_holds_below_as_it_says() -> None:
    policy = policy_for("avis.cabinet.test", lookup_in(ZONE))
    assert (policy.at, policy.asks, policy.strict_dkim, policy.strict_spf) == (
        "cabinet.test",
        "quarantine",
        True,
        False,
    )
    assert policy_for("cabinet.test", lookup_in(ZONE)).asks == "reject"


@pytest.mark.parametrize(
    ("domain", "organisation"),
    [
        ("avis.cabinet.test", "cabinet.test"),
        ("a.b.c.d.e.f.g.h.i.cabinet.test", "cabinet.test"),
        # A public suffix's own record makes the domain below it one.
        ("ailleurs.test", "ailleurs.test"),
        ("x.ailleurs.test", "ailleurs.test"),
        ("x.own.cabinet.test", "own.cabinet.test"),
        ("x.y.fr", "x.y.fr"),
    ],
)
def test_the_organisation_is_found_by_walking_up(domain: str, organisation: str) -> None:
    assert organisation_of(domain, lookup_in(ZONE)) == organisation


def test_the_walk_asks_eight_times_at_most() -> None:
    asked = []

    def lookup(name: str, kind: str) -> Answer:
        asked.append(name)
        return Answer()

    organisation_of(".".join("abcdefghijklmnop") + ".test", lookup)
    assert len(asked) == 8


def test_strangers_below_one_suffix_are_not_aligned() -> None:
    lookup = lookup_in(ZONE)
    assert not is_aligned("ailleurs.test", "cabinet.test", lookup, is_strict=False)
    assert is_aligned("retours.cabinet.test", "avis.cabinet.test", lookup, is_strict=False)
    assert not is_aligned("retours.cabinet.test", "avis.cabinet.test", lookup, is_strict=True)
    assert is_aligned("x.test", "x.test", lookup, is_strict=True)
