"""All that is wrong with a sender's records, each fault with the record that mends it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from ipaddress import ip_address

from notifier.post.sender.answers import Answer, Lookup, LookupFailed, asked
from notifier.post.sender.dkim import GOOD_BITS, Key, read_key
from notifier.post.sender.dmarc import Policy, is_aligned, policy_for
from notifier.post.sender.mending import mended
from notifier.post.sender.spf import Evaluation, evaluate
from notifier.post.sender.spf_terms import Result, is_spf


class Weight(StrEnum):
    """BAD keeps messages from being believed; ADVICE would have more of them believed."""

    BAD = "bad"
    ADVICE = "advice"


class Verdict(StrEnum):
    """UNKNOWN: nothing bad was seen, and not all could be looked up."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sender:
    """What is to be judged: the domains of From and of the envelope, the one that signs, with its selectors; the
    addresses that the relay sends from, and the domains whose SPF record names them. A provider has an envelope of its
    own.
    """

    shown: str
    envelope: str
    signing: str
    selectors: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    by_provider: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """`name` and `kind` are of the record; `found` is what stands there, `record` what should, as far as it can be
    said; `detail` the term, address or number it is about.
    """

    code: str
    weight: Weight
    name: str
    kind: str = "TXT"
    found: str = ""
    record: str = ""
    detail: str = ""

    def as_dict(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Report:
    """`failed` are the names nobody could be asked about."""

    faults: tuple[Fault, ...]
    failed: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        if any(fault.weight is Weight.BAD for fault in self.faults):
            return Verdict.BAD
        return Verdict.UNKNOWN if self.failed else Verdict.GOOD


def judge(sender: Sender, lookup: Lookup) -> Report:
    """Every topic by itself, so that one name server without an answer hides nothing of the others."""
    topics: tuple[Callable[[Sender, Lookup], Iterator[Fault]], ...] = (_spf, _dkim, _dmarc, _mx)
    faults: list[Fault] = []
    failed: list[str] = []
    for topic in topics:
        try:
            for fault in topic(sender, lookup):
                faults.append(fault)
        except LookupFailed as silent:
            failed.append(silent.name)
    return Report(tuple(faults), tuple(dict.fromkeys(failed)))


_SPF = {
    "nothing": "spf_missing",
    "two": "spf_two",
    "syntax": "spf_syntax",
    "too_many": "spf_too_many",
    "void": "spf_void",
    "include": "spf_include",
}


def _spf(sender: Sender, lookup: Lookup) -> Iterator[Fault]:
    domain = sender.envelope
    if sender.by_provider and not sender.includes:
        return
    standing = [one for one in asked(lookup, domain, "TXT") if is_spf(one)]
    found = "\n".join(standing)
    if not (sender.relays or sender.includes):
        yield Fault("relay_unnamed", Weight.BAD, domain, found=found)
    whole = _evaluated(domain, None, lookup)
    if whole.fault:
        record = _record(sender, standing, lookup, without=whole.place) if _is_ours(whole, standing, domain) else ""
        yield Fault(_SPF[whole.fault], Weight.BAD, domain, found=found, record=record, detail=whole.place)
    elif whole.result not in {Result.FAIL, Result.SOFTFAIL}:
        code = "spf_everyone" if whole.result is Result.PASS else "spf_open"
        yield Fault(code, Weight.BAD, domain, found=found, record=_record(sender, standing, lookup))
    elif missing := _left_out(sender, whole, lookup):
        record = mended(standing, missing)
        yield Fault("spf_without_relay", Weight.BAD, domain, found=found, record=record, detail=", ".join(missing))


def _is_ours(whole: Evaluation, standing: list[str], domain: str) -> bool:
    """Whether the fault can be mended in the record itself: not in one it refers to, and not by leaving out terms that
    only its owner knows the use of.
    """
    if whole.fault in {"nothing", "two"}:
        return whole.place == domain
    return whole.fault in {"syntax", "include"} and whole.place in standing[0].split(" ")


def _record(sender: Sender, standing: list[str], lookup: Lookup, *, without: str = "") -> str:
    """What stands, closed to everybody else but the relay."""
    closed = mended(standing, (), without=without)

    def then(name: str, kind: str) -> Answer:
        return Answer((closed,)) if (name, kind) == (sender.envelope, "TXT") else lookup(name, kind)

    try:
        return mended([closed], _left_out(sender, _evaluated(sender.envelope, None, then), then))
    except LookupFailed:
        # The fault is known all the same.
        return closed


def _left_out(sender: Sender, whole: Evaluation, lookup: Lookup) -> list[str]:
    read = {domain.rstrip(".") for domain in whole.domains}
    return [
        *(one for one in sender.includes if one not in read),
        *(one for one in sender.relays if _evaluated(sender.envelope, one, lookup).result is not Result.PASS),
    ]


def _evaluated(domain: str, address: str | None, lookup: Lookup) -> Evaluation:
    found = evaluate(domain, ip_address(address) if address else None, lookup)
    if found.fault == "failed":
        raise LookupFailed(found.place)
    return found


def _dkim(sender: Sender, lookup: Lookup) -> Iterator[Fault]:
    if not sender.selectors:
        yield Fault("dkim_unnamed", Weight.BAD, f"…._domainkey.{sender.signing}")
    algorithms = set()
    failed = ""
    for selector in sender.selectors:
        name = f"{selector}._domainkey.{sender.signing}"
        try:
            records = asked(lookup, name, "TXT")
        except LookupFailed as silent:
            failed = silent.name
            continue
        key = read_key(records)
        algorithms.add(key.algorithm)
        yield from _of_key(key, name, "\n".join(records))
    if algorithms == {"ed25519"} and not failed:
        yield Fault("dkim_only_ed25519", Weight.ADVICE, f"{sender.selectors[0]}._domainkey.{sender.signing}")
    if failed:
        raise LookupFailed(failed)


def _of_key(key: Key, name: str, found: str) -> Iterator[Fault]:
    if key.fault:
        code = "dkim_missing" if key.fault == "nothing" else f"dkim_{key.fault}"
        yield Fault(code, Weight.BAD, name, found=found, detail=str(key.bits or key.algorithm))
        return
    if key.algorithm == "rsa" and key.bits < GOOD_BITS:
        yield Fault("dkim_short", Weight.ADVICE, name, found=found, detail=str(key.bits))
    if key.is_testing:
        yield Fault("dkim_testing", Weight.ADVICE, name, found=found)


def _dmarc(sender: Sender, lookup: Lookup) -> Iterator[Fault]:
    policy = policy_for(sender.shown, lookup)
    name = f"_dmarc.{policy.at}"
    found = "\n".join(one for one in asked(lookup, name, "TXT"))
    record = "v=DMARC1; p=quarantine; adkim=r; aspf=r"
    if policy.fault:
        code = "dmarc_missing" if policy.fault == "nothing" else f"dmarc_{policy.fault}"
        own = f"_dmarc.{sender.shown}" if policy.fault == "nothing" else name
        yield Fault(code, Weight.BAD, own, found=found, record=record)
        return
    if policy.asks == "none":
        yield Fault("dmarc_none", Weight.ADVICE, name, found=found, record=record)
    yield from _alignment(sender, policy, lookup, name, found)


def _alignment(sender: Sender, policy: Policy, lookup: Lookup, name: str, found: str) -> Iterator[Fault]:
    """One of the two is enough for DMARC; SPF alone is lost where a message is forwarded."""
    signed = is_aligned(sender.signing, sender.shown, lookup, is_strict=policy.strict_dkim)
    # The envelope of a provider is its own, and nobody knows it here.
    returned = sender.by_provider or is_aligned(sender.envelope, sender.shown, lookup, is_strict=policy.strict_spf)
    if not signed:
        weight = Weight.ADVICE if returned and not sender.by_provider else Weight.BAD
        yield Fault("dmarc_dkim_unaligned", weight, name, found=found, detail=sender.signing)
    if not returned:
        weight = Weight.ADVICE if signed else Weight.BAD
        yield Fault("dmarc_spf_unaligned", weight, name, found=found, detail=sender.envelope)


def _mx(sender: Sender, lookup: Lookup) -> Iterator[Fault]:
    for domain in dict.fromkeys((sender.shown, sender.envelope)):
        if fault := mail_fault(domain, lookup):
            yield fault


def mail_fault(domain: str, lookup: Lookup) -> Fault | None:
    """Why mail to the domain arrives nowhere (RFC 5321 section 5.1, RFC 7505), or only by chance; None where it
    arrives. Raises LookupFailed.
    """
    exchangers = [record.split() for record in asked(lookup, domain, "MX")]
    hosts = [words[-1].rstrip(".") for words in exchangers]
    found = "\n".join(" ".join(words) for words in exchangers)
    if not hosts:
        code, weight = ("mx_implicit", Weight.ADVICE) if _has_address(domain, lookup) else ("mx_missing", Weight.BAD)
        return Fault(code, weight, domain, "MX")
    if not any(hosts):
        return Fault("mx_null", Weight.BAD, domain, "MX", found=found)
    if any(_has_address(host, lookup) for host in hosts if host):
        return None
    return Fault("mx_nowhere", Weight.BAD, domain, "MX", found=found, detail=hosts[0])


def _has_address(host: str, lookup: Lookup) -> bool:
    return any(asked(lookup, host, kind) for kind in ("A", "AAAA"))
