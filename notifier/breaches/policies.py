"""When an act on a breach or case may be done. Each refusal names its rule."""

from datetime import date, datetime

from notifier.breaches.choices import FilingKind
from notifier.law.decisions.closing import late_filing_problems
from notifier.law.ledger import AwarenessKind, Ledger, entry_problems
from notifier.law.moments import awareness_moment_problems, filing_order_problems, withdrawal_problems
from notifier.law.refusals import Refusal, codes

RECEIPT_LIMIT = 10 * 1024 * 1024
# How a file begins, and what it then is. Nothing else is taken: a receipt is opened again by other people.
_RECEIPTS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class ImpossibleMoment(ValueError):
    """A moment that cannot be true; `code` is a stable word for pages to explain."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_awareness(aware_at: datetime, *, began_on: date, now: datetime) -> None:
    """Awareness (GDPR Article 33(1)) lies between the breach and now, and says its time zone."""
    if problems := awareness_moment_problems(aware_at, began_on=began_on, now=now):
        raise ImpossibleMoment(problems[0].code)


class LedgerRefused(ValueError):
    """The ledger of awareness takes no such entry; each refusal names its rule and its article."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(codes(refusals)))
        self.refusals = refusals


def check_entry(ledger: Ledger, kind: AwarenessKind, moment: datetime, *, reason: str, now: datetime) -> None:
    """An entry of the ledger, or a correction of one. Raises LedgerRefused."""
    if problems := entry_problems(ledger, kind, moment, reason=reason, now=now):
        raise LedgerRefused(problems)


class PaperRefused(ValueError):
    """A file that is not kept as a proof: `code` is paper_too_large or paper_unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LateReasonsRefused(ValueError):
    """`code` is not_late or no_reasons."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_late_reasons(text: str, *, is_late: bool) -> None:
    """Written reasons go with a filing that is late, done or not (GDPR Article 33(1)). Raises LateReasonsRefused."""
    if not is_late:
        raise LateReasonsRefused("not_late")
    if not text.strip():
        raise LateReasonsRefused("no_reasons")


def check_filing(filed_at: datetime, *, aware_at: datetime, now: datetime) -> None:
    """A filing follows the awareness it reports (Article 33(1)) and is never announced ahead."""
    if filed_at.tzinfo is None:
        raise ImpossibleMoment("filing_without_zone")
    if filed_at > now:
        raise ImpossibleMoment("filing_in_future")
    if filed_at < aware_at:
        raise ImpossibleMoment("filing_before_awareness")


class FilingRefused(ValueError):
    """The filing lacks something; `problems` are stable words, most of them of notifier.law.moments."""

    def __init__(self, *problems: str) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def check_filing_kind(
    kind: FilingKind, filed_at: datetime, *, aware_at: datetime, first_at: datetime | None, reason: str
) -> None:
    """The first filing is the initial one and gives its reasons if late (Article 33(1)); what follows comes after it
    (Article 33(4)), and a withdrawal gives its reason.
    """
    first = kind is FilingKind.INITIAL
    problems = filing_order_problems(is_first=first, filed_at=filed_at, first_at=first_at)
    if first and first_at is None:
        problems = late_filing_problems(aware_at, filed_at, reason)
    if kind is FilingKind.WITHDRAWAL:
        unfounded = withdrawal_problems(filed_at=first_at, reason=reason)
        problems = unfounded if first_at is None else problems + unfounded
    if problems:
        raise FilingRefused(*codes(problems))


def check_receipt(document: bytes) -> str:
    """The file's media type; raises FilingRefused for one that is too big or of another kind."""
    if len(document) > RECEIPT_LIMIT:
        raise FilingRefused("receipt_too_big")
    for beginning, media_type in _RECEIPTS.items():
        if document.startswith(beginning):
            return media_type
    raise FilingRefused("receipt_of_unknown_kind")


class CaseNotOpen(ValueError):
    """Nothing may be added to the case: `code` is case_closed or case_erased."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_open(*, closed_at: datetime | None, erasing_at: datetime | None) -> None:
    """A closed case takes nothing in and sends nothing out until it is opened again; an erased one never again."""
    if erasing_at is not None:
        raise CaseNotOpen("case_erased")
    if closed_at is not None:
        raise CaseNotOpen("case_closed")


class RefusedByLaw(ValueError):
    """An act the law does not let stand; each refusal has its code, its rule in words and its article."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(codes(refusals)))
        self.refusals = refusals


def check_law(*found: tuple[Refusal, ...]) -> None:
    """Raise RefusedByLaw where any rule found something, each once."""
    refusals = tuple(dict.fromkeys(refusal for refused in found for refusal in refused))
    if refusals:
        raise RefusedByLaw(refusals)


class FactsRefused(ValueError):
    """Facts that cannot be written or taken; `code` is a stable word for pages to explain."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_facts(*, began_on: date, ended_on: date | None, today: date) -> None:
    """What is told as having happened did so before today, and ended after it began."""
    if began_on > today:
        raise FactsRefused("facts_begin_ahead")
    if ended_on is not None and ended_on < began_on:
        raise FactsRefused("facts_end_before_beginning")


def check_facts_base(base: int, *, newest: int) -> None:
    """Nobody writes over, or takes over, a version they have not seen."""
    if base != newest:
        raise FactsRefused("facts_moved_on")


class InvitationOver(ValueError):
    """The link opens nothing any more: it was used, replaced, or came too late."""


def check_invitation(
    *, accepted_at: datetime | None, replaced_at: datetime | None, expires_at: datetime, now: datetime, is_active: bool
) -> None:
    """Once, in time, and for someone who still works with the system."""
    if accepted_at is not None or replaced_at is not None or expires_at <= now or not is_active:
        raise InvitationOver("this invitation is over")


class NotAColleague(ValueError):
    """Cases are given to the office's own people only."""


def check_colleague(*, is_member: bool) -> None:
    """Whoever is given a case sees it already, by the same mandate."""
    if not is_member:
        raise NotAColleague("not of this office")
