"""A breach at a vendor, its facts, and two practices whose cases share them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from notifier.accounts.actions import add_member, create_organisation, create_user
from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import open_breach, open_case
from notifier.breaches.actions.facts import write_facts
from notifier.breaches.models import Breach, BreachFacts, Case
from notifier.breaches.rules.facts import Facts, Words
from tests.worlds import open_practice

WORDS = Words(
    what_fr="Une sauvegarde a été copiée.",
    what_en="A backup was copied.",
    measures_fr="L’accès est fermé.",
    measures_en="Access is closed.",
    contact_fr="securite@example.org",
    contact_en="security@example.org",
)
FACTS = Facts(date(2025, 11, 12), None, ("identity", "email"), WORDS)
LATER = replace(FACTS, ended_on=date(2025, 12, 3), words=replace(WORDS, what_fr="Deux sauvegardes ont été copiées."))


@dataclass(frozen=True, slots=True)
class Shared:
    """A vendor's breach with two cases, and who decides each."""

    breach: Breach
    vendor: User
    one: Case
    two: Case
    owner: User
    other: User

    def write(self, facts: Facts = FACTS, *, base: int = 0, by: Actor, at: datetime) -> BreachFacts:
        return write_facts(breach=self.breach, facts=facts, base=base, user=self.vendor, by=by, at=at)


def share(*, at: datetime, by: Actor, is_drill: bool = False) -> Shared:
    first, owner = open_practice(number=1, at=at, by=by)
    second, other = open_practice(number=2, at=at, by=by)
    house = create_organisation(kind=OrganisationKind.VENDOR, name="Logidoc", by=by, at=at)
    vendor = create_user(email="editeur@example.org", name="Éditeur", password=None, by=by, at=at)
    add_member(user=vendor, organisation=house, role=Role.VENDOR, by=by, at=at)
    breach = open_breach(
        title="Vol chez Logidoc",
        vendor=house,
        began_on=date(2025, 11, 12),
        ended_on=None,
        categories=["identity"],
        is_drill=is_drill,
        by=by,
        at=at,
    )
    one, two = (
        open_case(breach=breach, controller=case.controller, aware_at=at, by=by, at=at) for case in (first, second)
    )
    return Shared(breach, vendor, one, two, owner, other)
