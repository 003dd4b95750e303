"""Whether a person can be reached, by e-mail or by letter, and what is wrong with either."""

from dataclasses import dataclass, field, replace

from notifier.rosters.rules import values
from notifier.rosters.rules.person import Person, address_problems

Finding = tuple[str | None, str]

_ADDRESS_CODES: dict[str, Finding] = {
    "postcode_missing": ("postcode", "bad_postcode"),
    "postcode_format": ("postcode", "bad_postcode"),
    "street_missing": ("street", "incomplete_address"),
    "town_missing": ("town", "incomplete_address"),
    "country_code": ("country", "country_code"),
    "line_too_long": ("street", "line_too_long"),
    "too_many_lines": ("street", "too_many_lines"),
}
_UNUSABLE = frozenset({"bad_postcode", "incomplete_address"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The person with an e-mail that works or none; `findings` are pairs of column and code."""

    person: Person = field(repr=False)
    has_address: bool
    findings: tuple[Finding, ...]


def read_reach(person: Person, *, demo: bool) -> Reach:
    """Who cannot be reached because of mistakes is `unreachable`, so that the file is put right; who gave neither
    e-mail nor address has `no_contact` and waits for a decision.
    """
    email, mail_findings = _email(person.email, demo=demo)
    address_findings = _address(person)
    gave_address = bool(person.street or person.postcode or person.town)
    has_address = gave_address and _UNUSABLE.isdisjoint(code for _, code in address_findings)
    findings = [*mail_findings, *address_findings]
    if not email and not has_address:
        is_mistake = bool(person.email) or gave_address
        findings.append((None, "unreachable" if is_mistake else "no_contact"))
    return Reach(replace(person, email=email), has_address, tuple(findings))


def _email(text: str, *, demo: bool) -> tuple[str, list[Finding]]:
    if not text:
        return "", []
    email = values.read_email(text, demo=demo)
    if email is None:
        return "", [("email", "bad_email")]
    if demo and not values.is_reserved(email):
        return email, [("email", "not_reserved_domain")]
    return email, [("email", "email_typo")] if values.is_typo(email) else []


def _address(person: Person) -> list[Finding]:
    """Nothing for who gave no address; a country alone is none."""
    if not (person.street or person.postcode or person.town):
        return []
    return [_ADDRESS_CODES[code] for code in address_problems(person) if code in _ADDRESS_CODES]
