"""When an act on a breach or case may be done. Each refusal names its rule."""

from datetime import date, datetime


class ImpossibleMoment(ValueError):
    """A moment that cannot be true; `code` is a stable word for pages to explain."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_awareness(aware_at: datetime, *, began_on: date, now: datetime) -> None:
    """Awareness (GDPR Article 33(1)) lies between the breach and now, and says its time zone."""
    if aware_at.tzinfo is None:
        raise ImpossibleMoment("awareness_without_zone")
    if aware_at > now:
        raise ImpossibleMoment("awareness_in_future")
    if aware_at.date() < began_on:
        raise ImpossibleMoment("awareness_before_breach")


def check_filing(filed_at: datetime, *, aware_at: datetime, now: datetime) -> None:
    """A filing follows the awareness it reports (Article 33(1)) and is never announced ahead."""
    if filed_at.tzinfo is None:
        raise ImpossibleMoment("filing_without_zone")
    if filed_at > now:
        raise ImpossibleMoment("filing_in_future")
    if filed_at < aware_at:
        raise ImpossibleMoment("filing_before_awareness")


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
