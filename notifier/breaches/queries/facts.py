"""The shared facts of a breach as pages show them: version by version, and what a case made of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from notifier.breaches.models import Breach, BreachFacts, Case, FactsOffer, TakenFacts
from notifier.breaches.rules.facts import Facts, Piece, Words, changed_words
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import open_reason


@dataclass(frozen=True, slots=True)
class Version:
    """One version beside the one before it: the changed texts, and whether days or categories changed."""

    row: BreachFacts
    changes: Mapping[str, tuple[Piece, ...]]
    days_changed: bool
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFactsState:
    """Where a case stands: the newest version there is, the one it took, whether an office points to the newest."""

    newest: BreachFacts | None
    taken: TakenFacts | None
    is_offered: bool

    @property
    def is_new(self) -> bool:
        """There is a version the controller has not taken over yet."""
        return self.newest is not None and (self.taken is None or self.taken.version_id != self.newest.pk)

    @property
    def has_own_words(self) -> bool:
        return self.taken is not None and self.taken.own_words is not None


def versions(breach: Breach) -> list[Version]:
    """All of them, the newest first; one query."""
    rows = list(breach.facts.select_related("written_by").order_by("number"))
    before = [None, *rows]
    return [_version(old, new) for old, new in zip(before, rows, strict=False)][::-1]


def newest_facts(breach: Breach) -> BreachFacts | None:
    return breach.facts.order_by("-number").first()


def facts_state(case: Case) -> CaseFactsState:
    """Two or three queries."""
    newest = BreachFacts.objects.filter(breach=case.breach_id).order_by("-number").first()
    taken = case.taken_facts.select_related("version", "taken_by").order_by("-taken_at").first()
    state = CaseFactsState(newest, taken, is_offered=False)
    offered = state.is_new and FactsOffer.objects.filter(case=case, version=newest).exists()
    return CaseFactsState(newest, taken, is_offered=offered)


def between(old: BreachFacts, new: BreachFacts) -> Version:
    """What changed from one version to another."""
    return _version(old, new)


def own_words(taken: TakenFacts) -> Words | None:
    """What the controller wrote instead; None where they took the vendor's words. Raises CannotOpen, NoDataKey."""
    if taken.own_words is None:
        return None
    sealed = bytes(taken.own_words)
    return Words(**json.loads(open_reason(sealer_for(taken.case_id), "taken_facts", taken.pk, sealed)))


def facts_of_breach(breach: Breach) -> Facts:
    """The newest version, or what was said when the breach was opened."""
    newest = newest_facts(breach)
    if newest is not None:
        return newest.facts
    return Facts(breach.began_on, breach.ended_on, tuple(breach.categories), Words("", "", "", "", "", ""))


def facts_in_force(case: Case) -> Facts:
    """What the controller took over, in its own words where it gave any; else what was said when the breach was opened.
    Two queries. Raises NoDataKey for own words of an erased case.
    """
    taken = case.taken_facts.select_related("version").order_by("-taken_at").first()
    if taken is None:
        breach = case.breach
        return Facts(breach.began_on, breach.ended_on, tuple(breach.categories), Words("", "", "", "", "", ""))
    return replace(taken.version.facts, words=own_words(taken) or taken.version.words)


def period_of(case: Case) -> tuple[date, date | None]:
    """When it happened, as far as the controller took it over; else as said when the breach was opened."""
    taken = case.taken_facts.select_related("version").order_by("-taken_at").first()
    source: BreachFacts | Breach = taken.version if taken else case.breach
    return source.began_on, source.ended_on


def _version(old: BreachFacts | None, new: BreachFacts) -> Version:
    if old is None:
        return Version(new, {}, days_changed=False, came=(), went=())
    return Version(
        new,
        changed_words(old.words, new.words),
        days_changed=(old.began_on, old.ended_on) != (new.began_on, new.ended_on),
        came=tuple(name for name in new.categories if name not in old.categories),
        went=tuple(name for name in old.categories if name not in new.categories),
    )
