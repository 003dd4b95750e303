"""What those who process data for a controller owe it by contract: a word within hours, copies gone within days.

GDPR 28(3)(f) and (g), 33(2). A contract's figure binds beside "without undue delay"; it never excuses a delay.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from notifier.law.deadlines.periods import instant
from notifier.law.refusals import Refusal, refusal

RULES: dict[str, Refusal] = {
    one.code: one
    for one in (
        refusal("contract_ahead", "un contrat qui n’a pas commencé ne fixe encore aucun délai",
                "a contract that has not begun sets no period yet", "GDPR 28(3), 33(2)"),
        refusal("contract_hours_out_of_range", "un délai d’avis se compte en heures, d’une à 720",
                "a period for telling is counted in hours, from 1 to 720", "GDPR 28(3)(f), 33(2)"),
        refusal("copies_erased_without_zone", "le moment de l’effacement a son fuseau horaire",
                "the moment of an erasure has its time zone", "GDPR 28(3)(g)"),
        refusal("copies_erased_in_future", "un effacement ne se confirme pas d’avance",
                "an erasure is not confirmed ahead", "GDPR 28(3)(g)"),
        refusal("copies_erased_before_handed", "l’effacement suit la dernière remise",
                "an erasure follows the last handing over", "GDPR 28(3)(g)"),
    )
}  # fmt: skip
# A month: whatever is longer is no period for telling "without undue delay" and most likely a slip. Our own bound.
MOST_HOURS = 720


@dataclass(frozen=True, slots=True)
class NoticeTerm:
    """What a contract says of telling the controller, from a day on; `hours` None: it sets no figure."""

    since: date
    hours: int | None


def hours_on(terms: Iterable[NoticeTerm], day: date) -> int | None:
    """The figure in force on a day; of two terms that begin alike, the one stated last."""
    found: NoticeTerm | None = None
    for term in terms:
        if term.since <= day and (found is None or term.since >= found.since):
            found = term
    return found.hours if found else None


def term_problems(term: NoticeTerm, *, today: date) -> tuple[Refusal, ...]:
    """GDPR 28(3)(f), 33(2): a term in force, in hours that can be meant."""
    return _refused({
        "contract_ahead": term.since > today,
        "contract_hours_out_of_range": term.hours is not None and not 1 <= term.hours <= MOST_HOURS,
    })  # fmt: skip


def erasure_problems(erased_at: datetime, *, handed_at: datetime, now: datetime) -> tuple[Refusal, ...]:
    """GDPR 28(3)(g): what is confirmed has happened, and speaks of everything that was handed over."""
    if erased_at.tzinfo is None:
        return (RULES["copies_erased_without_zone"],)
    return _refused({
        "copies_erased_in_future": instant(erased_at) > instant(now),
        "copies_erased_before_handed": instant(erased_at) < instant(handed_at),
    })  # fmt: skip


def _refused(found: dict[str, bool]) -> tuple[Refusal, ...]:
    return tuple(RULES[code] for code, is_so in found.items() if is_so)
