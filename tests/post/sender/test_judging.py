"""What is wrong with a sender's records, and what would mend it."""

from dataclasses import replace

import pytest

from notifier.post.sender.judging import Fault, Sender, Verdict, Weight, judge
from tests.post.sender.zones import DOMAIN, FAILED, RSA_2048, SENDER, Zone, ed25519_key, good_zone, lookup_in, rsa_key

KEY, POLICY = f"s1._domainkey.{DOMAIN}", f"_dmarc.{DOMAIN}"


def codes(zone: Zone, sender: Sender = SENDER) -> list[str]:
    return [fault.code for fault in judge(sender, lookup_in(zone)).faults]


def only(zone: Zone, sender: Sender = SENDER) -> Fault:
    (fault,) = judge(sender, lookup_in(zone)).faults
    return fault


def test_a_sender_in_order_is_good() -> None:
    report = judge(SENDER, lookup_in(good_zone()))
    assert (report.verdict, report.faults, report.failed) == (Verdict.GOOD, (), ())


def test_nothing_published_is_all_bad_and_says_what_to_publish() -> None:
    report = judge(SENDER, lookup_in({}))
    assert report.verdict is Verdict.BAD
    assert [(one.code, one.name, one.record) for one in report.faults] == [
        ("spf_missing", DOMAIN, "v=spf1 ip4:192.0.2.10 ~all"),
        ("dkim_missing", KEY, ""),
        ("dmarc_missing", POLICY, "v=DMARC1; p=quarantine; adkim=r; aspf=r"),
        ("mx_missing", DOMAIN, ""),
    ]


@pytest.mark.parametrize(
    ("spf", "code", "record"),
    [
        (["v=spf1 -all"], "spf_without_relay", "v=spf1 ip4:192.0.2.10 -all"),
        (["v=spf1 mx ~all"], "", ""),
        (["V=SPF1 IP4:192.0.2.10   ~ALL"], "", ""),
        (["v=spf1 mx ip4:192.0.2.10/33 -all"], "spf_syntax", "v=spf1 mx -all"),
        (["v=spf1 ip4:192.0.2.10"], "spf_open", "v=spf1 ip4:192.0.2.10 ~all"),
        (["v=spf1 ip4:192.0.2.10 ?all"], "spf_open", "v=spf1 ip4:192.0.2.10 ~all"),
        (["v=spf1 ip4:192.0.2.10 +all"], "spf_everyone", "v=spf1 ip4:192.0.2.10 ~all"),
        (["v=spf1 all"], "spf_everyone", "v=spf1 ip4:192.0.2.10 ~all"),
        (["v=spf1 ip4:0.0.0.0/0 -all"], "", ""),
        (["v=spf1 ip4:192.0.2.10 -all", "v=spf1 mx -all"], "spf_two", "v=spf1 ip4:192.0.2.10 mx -all"),
        (["v=spf1 include:gone.test -all"], "spf_include", "v=spf1 ip4:192.0.2.10 -all"),
        (["v=spf1 include:broken.test -all"], "spf_syntax", ""),
        (["v=spf1 a:x1.test a:x2.test a:x3.test -all"], "spf_void", ""),
        (["v=spf10 -all"], "spf_missing", "v=spf1 ip4:192.0.2.10 ~all"),
    ],
)
def test_a_record_of_spf(spf: list[str], code: str, record: str) -> None:
    zone = good_zone() | {(DOMAIN, "TXT"): spf, ("broken.test", "TXT"): ["v=spf1 mistake -all"]}
    found = [(one.code, one.record) for one in judge(SENDER, lookup_in(zone)).faults]
    assert found == ([(code, record)] if code else [])


def test_a_providers_record_is_found_through_others() -> None:
    sender = replace(SENDER, relays=(), includes=("spf.relais.test",))
    zone = good_zone() | {
        (DOMAIN, "TXT"): ["v=spf1 redirect=_spf.cabinet.test"],
        ("_spf.cabinet.test", "TXT"): ["v=spf1 include:SPF.relais.test -all"],
        ("spf.relais.test", "TXT"): ["v=spf1 ip4:198.51.100.0/24 -all"],
    }
    assert codes(zone, sender) == []
    zone[(DOMAIN, "TXT")] = ["v=spf1 mx -all"]
    assert only(zone, sender).record == "v=spf1 mx include:spf.relais.test -all"


def test_more_than_ten_lookups_are_found_although_the_relay_comes_first() -> None:
    zone = good_zone() | {(DOMAIN, "TXT"): ["v=spf1 ip4:192.0.2.10 " + " ".join(["mx"] * 11) + " -all"]}
    assert codes(zone) == ["spf_too_many"]
    zone[(DOMAIN, "TXT")] = ["v=spf1 ip4:192.0.2.10 " + " ".join(["mx"] * 10) + " -all"]
    assert codes(zone) == []


def test_a_relay_nobody_named_cannot_be_found() -> None:
    assert codes(good_zone(), replace(SENDER, relays=())) == ["relay_unnamed"]


def test_a_provider_brings_an_envelope_of_its_own() -> None:
    zone = good_zone() | {(DOMAIN, "TXT"): []}
    assert codes(zone, replace(SENDER, relays=(), by_provider=True)) == []


@pytest.mark.parametrize(
    ("records", "code", "weight"),
    [
        ([], "dkim_missing", Weight.BAD),
        (["v=DKIM1; p="], "dkim_revoked", Weight.BAD),
        (["v=DKIM1; k=rsa; p=abc"], "dkim_unreadable", Weight.BAD),
        (["v=spf1 -all"], "dkim_unreadable", Weight.BAD),
        ([f"v=DKIM1; p={RSA_2048}", f"v=DKIM1; p={RSA_2048} "], "dkim_two", Weight.BAD),
        ([f"v=DKIM1; k=dsa; p={RSA_2048}"], "dkim_algorithm", Weight.BAD),
        ([f"v=DKIM1; h=sha1; p={RSA_2048}"], "dkim_hash", Weight.BAD),
        ([f"v=DKIM1; s=tlsrpt; p={RSA_2048}"], "dkim_service", Weight.BAD),
        ([f"v=DKIM1; p={rsa_key(1024)}"], "dkim_short", Weight.ADVICE),
        ([f"v=DKIM1; t=y; p={RSA_2048}"], "dkim_testing", Weight.ADVICE),
        ([f"v=DKIM1; k=ed25519; p={ed25519_key()}"], "dkim_only_ed25519", Weight.ADVICE),
        ([f" V = DKIM1;p={RSA_2048[:40]} {RSA_2048[40:]} ;"], "", None),
    ],
)
def test_a_record_of_dkim(records: list[str], code: str, weight: Weight | None) -> None:
    report = judge(SENDER, lookup_in(good_zone() | {(KEY, "TXT"): records}))
    assert [(one.code, one.weight) for one in report.faults] == ([(code, weight)] if code else [])


def test_each_named_key_must_be_there() -> None:
    assert only(good_zone(), replace(SENDER, selectors=("s1", "s2"))).name == f"s2._domainkey.{DOMAIN}"
    assert codes(good_zone(), replace(SENDER, selectors=())) == ["dkim_unnamed"]


@pytest.mark.parametrize(
    ("own", "above", "expected"),
    [
        (["v=DMARC1; p=reject"], [], []),
        (["v=DMARC1; p=none"], [], ["dmarc_none"]),
        ([], ["v=DMARC1; p=reject"], []),
        ([], ["v=DMARC1; p=reject; sp=none"], ["dmarc_none"]),
        ([], ["v=spf1 -all"], ["dmarc_missing"]),
        (["v=DMARC1; p=reject", "v=DMARC1; p=none"], [], ["dmarc_two"]),
        (["v=DMARC1; p=refuse"], [], ["dmarc_unreadable"]),
        (["v=DMARC1; rua=mailto:a@cabinet.test"], [], ["dmarc_none"]),
    ],
)
def test_a_record_of_dmarc(own: list[str], above: list[str], expected: list[str]) -> None:
    zone = good_zone() | {(POLICY, "TXT"): own, ("_dmarc.cabinet.test", "TXT"): above}
    assert codes(zone) == expected


def test_a_bounce_domain_of_another_organisation_speaks_for_nobody() -> None:
    sender = replace(SENDER, envelope="retours.ailleurs.test")
    zone = good_zone() | {
        ("retours.ailleurs.test", "TXT"): ["v=spf1 ip4:192.0.2.10 -all"],
        ("retours.ailleurs.test", "MX"): ["10 mx.cabinet.test"],
    }
    assert (only(zone, sender).code, only(zone, sender).weight) == ("dmarc_spf_unaligned", Weight.ADVICE)
    both = judge(replace(sender, signing="ailleurs.test", selectors=()), lookup_in(zone))
    weights = {one.code: one.weight for one in both.faults}
    assert weights["dmarc_spf_unaligned"] is weights["dmarc_dkim_unaligned"] is Weight.BAD


def test_strict_alignment_wants_the_very_same_domain() -> None:
    sender = replace(SENDER, envelope=f"retours.{DOMAIN}")
    zone = good_zone() | {
        (f"retours.{DOMAIN}", "TXT"): ["v=spf1 ip4:192.0.2.10 -all"],
        (f"retours.{DOMAIN}", "MX"): ["10 mx.cabinet.test"],
    }
    assert codes(zone, sender) == []
    zone[(POLICY, "TXT")] = ["v=DMARC1; p=reject; aspf=s"]
    assert codes(zone, sender) == ["dmarc_spf_unaligned"]


@pytest.mark.parametrize(
    ("exchangers", "address", "expected"),
    [
        (["0 ."], [], ["mx_null"]),
        (["10 nulle.part.test"], [], ["mx_nowhere"]),
        (["10 nulle.part.test", "20 mx.cabinet.test"], [], []),
        ([], ["192.0.2.10"], ["mx_implicit"]),
        ([], [], ["mx_missing"]),
    ],
)
def test_bounces_and_answers_have_a_place_to_arrive(
    exchangers: list[str], address: list[str], expected: list[str]
) -> None:
    zone = good_zone() | {(DOMAIN, "MX"): exchangers, (DOMAIN, "A"): address}
    assert codes(zone) == expected


@pytest.mark.parametrize(
    "name", [(DOMAIN, "TXT"), (KEY, "TXT"), (POLICY, "TXT"), (DOMAIN, "MX"), ("mx.cabinet.test", "A")]
)
def test_a_name_server_without_an_answer_is_neither_good_nor_bad(name: tuple[str, str]) -> None:
    report = judge(SENDER, lookup_in(good_zone() | {name: FAILED}))
    assert (report.verdict, report.faults) == (Verdict.UNKNOWN, ())
    assert report.failed


def test_silence_about_one_record_hides_no_fault_of_another() -> None:
    report = judge(SENDER, lookup_in(good_zone() | {(DOMAIN, "TXT"): FAILED, (KEY, "TXT"): ["v=DKIM1; p="]}))
    assert (report.verdict, [one.code for one in report.faults]) == (Verdict.BAD, ["dkim_revoked"])
    assert report.failed == (DOMAIN,)


def test_a_provider_whose_record_cannot_be_asked_for_is_not_missing() -> None:
    zone = good_zone() | {
        (DOMAIN, "TXT"): ["v=spf1 include:spf.relais.test -all"],
        ("spf.relais.test", "TXT"): FAILED,
    }
    assert judge(SENDER, lookup_in(zone)).verdict is Verdict.UNKNOWN


def test_a_fault_is_known_although_what_would_mend_it_is_not() -> None:
    sender = replace(SENDER, relays=("2001:db8::1",))
    zone = good_zone() | {(DOMAIN, "TXT"): ["v=spf1 mx ?all"], ("mx.cabinet.test", "AAAA"): FAILED}
    fault = judge(sender, lookup_in(zone)).faults[0]
    assert (fault.code, fault.record) == ("spf_open", "v=spf1 mx ~all")
