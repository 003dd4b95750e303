"""What SPF says of an address that sends for a domain (RFC 7208), asked as a receiving server asks.

`ptr`, which section 5.5 says not to use, never matches here.
"""

from dataclasses import dataclass, field
from ipaddress import ip_address

from notifier.post.sender.answers import Lookup, LookupFailed, asked, is_name
from notifier.post.sender.spf_terms import ASKING, Address, Asking, Result, SpfSyntax, Term, expand, is_spf, read_terms

MOST_LOOKUPS, MOST_VOIDS, MOST_EXCHANGERS = 10, 2, 10


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`fault` says why it is no clean answer: nothing, two, syntax, too_many, void, include; `place` is the term or
    name it was met at. `lookups` were counted against the ten; `domains` are all whose records were read.
    """

    result: Result
    fault: str = ""
    place: str = ""
    lookups: int = 0
    domains: tuple[str, ...] = ()


class _Broken(RuntimeError):
    """A permanent error."""

    def __init__(self, fault: str, place: str) -> None:
        super().__init__(fault)
        self.fault, self.place = fault, place


@dataclass(slots=True)
class _Check:
    lookup: Lookup
    asking: Asking
    lookups: int = 0
    voids: int = 0
    domains: list[str] = field(default_factory=list)

    def host(self, domain: str) -> Result:
        """Section 4; raises _Broken, LookupFailed."""
        if not is_name(domain):
            return Result.NONE
        records = [one for one in asked(self.lookup, domain, "TXT") if is_spf(one)]
        if not records:
            return Result.NONE
        self.domains.append(domain.lower())
        if len(records) > 1:
            raise _Broken("two", domain)
        try:
            terms = read_terms(records[0])
        except SpfSyntax as wrong:
            raise _Broken("syntax", wrong.term) from None
        return self._terms(terms, domain)

    def _terms(self, terms: tuple[Term, ...], domain: str) -> Result:
        for term in terms:
            if term.result is not None and self._matches(term, domain):
                return term.result
        redirect = next((term for term in terms if term.name == "redirect"), None)
        if redirect is None or any(term.name == "all" for term in terms):
            return Result.NEUTRAL
        self._count(redirect)
        result = self.host(self._target(redirect, domain))
        if result is Result.NONE:
            raise _Broken("include", redirect.text)
        return result

    def _matches(self, term: Term, domain: str) -> bool:
        if term.name in ASKING:
            self._count(term)
        if term.name == "all":
            return True
        if term.network is not None:
            address = self.asking.address
            return address is not None and address.version == term.network.version and address in term.network
        if term.name == "ptr":
            return False
        target = self._target(term, domain)
        if term.name == "include":
            result = self.host(target)
            if result is Result.NONE:
                raise _Broken("include", term.text)
            return result is Result.PASS
        if term.name == "exists":
            return bool(self._records(target, "A", term))
        if term.name == "a":
            return self._is_among(self._records(target, self._kind, term), term)
        return self._is_exchanger(target, term)

    def _is_exchanger(self, target: str, term: Term) -> bool:
        exchangers = [record.split()[-1] for record in self._records(target, "MX", term)]
        if len(exchangers) > MOST_EXCHANGERS:
            raise _Broken("too_many", term.text)
        # All of a list, for the void ones count too, but only so far as a receiver would ask.
        return any(self._is_among(asked(self.lookup, name, self._kind), term) for name in exchangers if is_name(name))

    def _is_among(self, addresses: tuple[str, ...], term: Term) -> bool:
        mine = self.asking.address
        if mine is None:
            return False
        bits = mine.max_prefixlen - term.prefixes[mine.version == 6]
        return any(int(ip_address(one)) >> bits == int(mine) >> bits for one in addresses)

    @property
    def _kind(self) -> str:
        return "AAAA" if self.asking.address is not None and self.asking.address.version == 6 else "A"

    def _records(self, name: str, kind: str, term: Term) -> tuple[str, ...]:
        records = asked(self.lookup, name, kind) if is_name(name) else ()
        if not records:
            self.voids += 1
            if self.voids > MOST_VOIDS:
                raise _Broken("void", term.text)
        return records

    def _count(self, term: Term) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            raise _Broken("too_many", term.text)

    def _target(self, term: Term, domain: str) -> str:
        return expand(term.value, domain, self.asking) if term.value else domain


def evaluate(domain: str, address: Address | None, lookup: Lookup, *, sender: str = "") -> Evaluation:
    """What a receiver makes of a message from `address` under a sender of this domain; of one that no term names where
    it is None, so that every term is gone through.
    """
    check = _Check(lookup, Asking(address, sender or f"postmaster@{domain}"))
    fault, place = "", ""
    try:
        result = check.host(domain)
        if result is Result.NONE:
            fault, place = "nothing", domain
    except LookupFailed as failed:
        result, fault, place = Result.TEMPERROR, "failed", failed.name
    except _Broken as broken:
        result, fault, place = Result.PERMERROR, broken.fault, broken.place
    return Evaluation(result, fault, place, check.lookups, tuple(check.domains))
