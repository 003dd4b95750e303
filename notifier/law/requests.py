"""Patients' requests (GDPR Articles 12 and 15 to 22): which article each kind rests on, and what the law refuses.

Questions and wishes about the notice itself are counted as the rights are (own choice): who asks need not name an
article, and a question may be a request in other words.
"""

from datetime import datetime

from notifier.law.deadlines import duties
from notifier.law.deadlines.clock import Clock
from notifier.law.deadlines.periods import instant
from notifier.law.refusals import Refusal, refusal

# What each right is asked for by; a kind without an article of its own is answered under Article 12.
ARTICLES: dict[str, str] = {
    "question": "GDPR 12(2), 34(2)",
    "paper": "GDPR 12(1)",
    "stop_email": "GDPR 21",
    "access": "GDPR 15",
    "rectification": "GDPR 16",
    "erasure": "GDPR 17",
    "restriction": "GDPR 18",
    "portability": "GDPR 20",
    "objection": "GDPR 21",
}
RULES: dict[str, Refusal] = {
    one.code: one
    for one in (
        refusal("request_without_zone", "la réception a son fuseau horaire", "receipt has its time zone", "GDPR 12(3)"),
        refusal("request_in_future", "une demande n’est pas reçue d’avance", "a request is not received ahead",
                "GDPR 12(3)"),
        refusal("reply_in_future", "une réponse n’est pas annoncée d’avance", "a reply is not announced ahead",
                "GDPR 12(3)"),
        refusal("reply_before_request", "une réponse suit la demande", "a reply follows its request", "GDPR 12(3)"),
        refusal("refusal_unreasoned", "un refus donne ses motifs à la personne",
                "a refusal gives the person its reasons", "GDPR 12(4)"),
        refusal("extension_unreasoned", "une prolongation donne ses motifs à la personne",
                "an extension gives the person its reasons", "GDPR 12(3)"),
        refusal("extension_too_late", "la personne l’apprend dans le premier mois",
                "the person learns of it within the first month", "GDPR 12(3)"),
        refusal("extension_already_given", "le délai n’est prolongé qu’une fois", "the period is extended only once",
                "GDPR 12(3)"),
    )
}  # fmt: skip


def reply_clock(
    name: str, received_at: datetime, *, extended_at: datetime | None = None, replied_at: datetime | None = None
) -> Clock:
    """The clock of one request: a month from receipt, three when extended in time (GDPR 12(3))."""
    return duties.reply(name, received_at, replied_at=replied_at, extended_at=extended_at)


def receipt_problems(received_at: datetime, *, now: datetime) -> tuple[Refusal, ...]:
    """GDPR 12(3): the clock starts with the receipt, which has its zone and lies in the past."""
    if received_at.tzinfo is None:
        return (RULES["request_without_zone"],)
    return (RULES["request_in_future"],) if instant(received_at) > instant(now) else ()


def reply_problems(replied_at: datetime, *, received_at: datetime, now: datetime) -> tuple[Refusal, ...]:
    """GDPR 12(3): the reply was given after the request came, and before now."""
    return _refused({
        "reply_in_future": instant(replied_at) > instant(now),
        "reply_before_request": instant(replied_at) < instant(received_at),
    })  # fmt: skip


def refusal_problems(reason: str) -> tuple[Refusal, ...]:
    """GDPR 12(4): whoever is refused is told why, and that they may complain."""
    return _refused({"refusal_unreasoned": not reason.strip()})


def extension_problems(
    told_at: datetime, reason: str, *, received_at: datetime, is_extended: bool, now: datetime
) -> tuple[Refusal, ...]:
    """GDPR 12(3), third sentence: two further months, once, where the person is told why within the first month."""
    limit = reply_clock("", received_at).limit
    is_late = limit is not None and instant(told_at) > instant(limit)
    return (
        *reply_problems(told_at, received_at=received_at, now=now),
        *_refused({
            "extension_unreasoned": not reason.strip(),
            "extension_too_late": is_late,
            "extension_already_given": is_extended,
        }),
    )  # fmt: skip


def _refused(checks: dict[str, bool]) -> tuple[Refusal, ...]:
    return tuple(RULES[code] for code, is_so in checks.items() if is_so)
