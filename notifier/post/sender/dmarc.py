"""What a domain asks receivers to do with messages that are not its own, and which domains count as one
(RFC 7489, and RFC 9989, which walks up the tree of names instead of asking a list of public suffixes).
"""

from dataclasses import dataclass, field

from notifier.post.sender.answers import Lookup, asked
from notifier.post.sender.tags import NoTags, looks_like, read_tags

# The walk asks eight times at most, whatever the name (RFC 9989 section 4.10).
_MOST = 8
_POLICIES = frozenset({"none", "quarantine", "reject"})
_MODES = frozenset({"r", "s"})


@dataclass(frozen=True, slots=True)
class Record:
    """What is said at one name. `fault`: nothing, two, unreadable."""

    domain: str
    fault: str = ""
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for a domain, from its own record or the one above; `fault` where none does."""

    domain: str
    at: str
    fault: str = ""
    asks: str = "none"
    strict_spf: bool = False
    strict_dkim: bool = False


def record_of(domain: str, lookup: Lookup) -> Record:
    """Raises LookupFailed."""
    found = [one for one in asked(lookup, f"_dmarc.{domain}", "TXT") if looks_like(one, "DMARC1")]
    if len(found) != 1:
        return Record(domain, "two" if found else "nothing")
    try:
        tags = read_tags(found[0])
    except NoTags:
        return Record(domain, "unreadable")
    # The letters of the version are these (RFC 7489 section 6.3); a policy nobody knows is none at all.
    modes = {tags.get("adkim", "r").lower(), tags.get("aspf", "r").lower()}
    asks = tags.get("p", "none" if "rua" in tags else "").lower()
    if tags["v"] != "DMARC1" or asks not in _POLICIES or not modes <= _MODES:
        return Record(domain, "unreadable", tags)
    return Record(domain, "", tags)


def policy_for(domain: str, lookup: Lookup) -> Policy:
    """Its own record, or that of its organisation; two records are none (RFC 7489 section 6.6.3). Raises
    LookupFailed.
    """
    own = record_of(domain, lookup)
    if own.fault in {"two", "unreadable"}:
        return Policy(domain, domain, own.fault)
    if not own.fault:
        return _policy(domain, own, own.tags.get("p", "none"))
    above = organisation_of(domain, lookup)
    found = record_of(above, lookup) if above != domain else own
    if found.fault:
        return Policy(domain, above, found.fault)
    return _policy(domain, found, found.tags.get("sp") or found.tags.get("p", "none"))


def _policy(domain: str, record: Record, asks: str) -> Policy:
    tags = record.tags
    return Policy(
        domain,
        record.domain,
        asks=asks.lower() if asks.lower() in _POLICIES else "none",
        strict_spf=tags.get("aspf", "r").lower() == "s",
        strict_dkim=tags.get("adkim", "r").lower() == "s",
    )


def organisation_of(domain: str, lookup: Lookup) -> str:
    """The domain that it counts as one with: the highest that has a record, or the one a record names by `psd`. Raises
    LookupFailed.
    """
    found = [one for one in (record_of(name, lookup) for name in _walk(domain)) if not one.fault]
    for record in found:
        if record.tags.get("psd", "u").lower() == "n":
            return record.domain
        if record.tags.get("psd", "u").lower() == "y" and record.domain != domain:
            below = len(record.domain.split(".")) + 1
            return ".".join(domain.split(".")[-below:])
    return found[-1].domain if found else domain


def _walk(domain: str) -> list[str]:
    labels = domain.split(".")
    starts = range(max(1, len(labels) - _MOST + 1), len(labels))
    return [domain, *(".".join(labels[start:]) for start in starts)]


def is_aligned(signed: str, shown: str, lookup: Lookup, *, is_strict: bool) -> bool:
    """Whether what SPF or DKIM vouches for speaks for the sender people see. Raises LookupFailed."""
    if signed == shown:
        return True
    return not is_strict and organisation_of(signed, lookup) == organisation_of(shown, lookup)
