"""The clocks one by one: each takes its moments and gives a Clock. What is not owed gets no clock."""

from datetime import datetime, timedelta

from notifier.law.deadlines.authority import authority_deadline
from notifier.law.deadlines.clock import Clock, Duty, Reading, Stop
from notifier.law.deadlines.periods import day_of, end_of, instant, later, months_after, working_day_from
from notifier.law.deadlines.readings import authority_readings
from notifier.law.deadlines.rules import COMPLEMENT, PEOPLE, REGISTER, REPLY, ReplyRule
from notifier.law.versions import in_force
from notifier.law.words import Words

_CONTRACT = Words("délai du contrat", "the contract’s figure")
_MONTH = Words("un mois à compter de la réception", "one month from receipt")
_IN_ONE = Words("trois mois comptés d’un trait", "three months counted at once")
_BY_STEPS = Words("un mois, puis deux", "one month, then two")
_COUNTED = "GDPR 12(3); Reg. 1182/71, 3(2)(c), 3(4)"
_KEPT = Words("durée de conservation du prestataire", "the provider’s own keeping")


def processor_notice(knew_at: datetime, *, told_at: datetime | None, contract_hours: int | None = None) -> Clock:
    """GDPR 33(2): the processor tells each controller without undue delay. No figure but a contract's own."""
    end = later(knew_at, timedelta(hours=contract_hours)) if contract_hours is not None else None
    readings = (Reading("contract", end, _CONTRACT, "GDPR 28(3)(f)"),) if end else ()
    return Clock(
        id=Duty.PROCESSOR_NOTICE,
        duty=Duty.PROCESSOR_NOTICE,
        article="GDPR 33(2)",
        starts_at=knew_at,
        target=end,
        limit=end,
        stops_with=Stop.CONTROLLER_TOLD,
        readings=readings,
        stopped_at=told_at,
    )


def authority(aware_at: datetime, *, filed_at: datetime | None) -> Clock:
    """GDPR 33(1): aim at the plain hours, late after the safe limit, and then only with reasons. A filing stops it.

    When clocks go forward the safe limit can fall before the plain hours are over; then it is the target too.
    """
    deadline = authority_deadline(aware_at)
    return Clock(
        id=Duty.AUTHORITY,
        duty=Duty.AUTHORITY,
        article=deadline.rule.source,
        starts_at=aware_at,
        target=min(deadline.naive, deadline.safe, key=instant),
        limit=deadline.safe,
        stops_with=Stop.FILED,
        readings=authority_readings(deadline),
        stopped_at=filed_at,
        wants_reasons=True,
    )


def complement(filed_at: datetime, *, completed_at: datetime | None) -> Clock:
    """GDPR 33(4): the rest follows without undue further delay; hours are the authority's practice, not a limit."""
    rule = in_force(COMPLEMENT, day_of(filed_at))
    return Clock(
        id=Duty.COMPLEMENT,
        duty=Duty.COMPLEMENT,
        article="GDPR 33(4)",
        starts_at=filed_at,
        target=later(filed_at, timedelta(hours=rule.hours)),
        limit=None,
        stops_with=Stop.FILING_COMPLETED,
        stopped_at=completed_at,
    )


def people(aware_at: datetime, *, told_at: datetime | None) -> Clock:
    """GDPR 34(1): without undue delay, counted in days since awareness. The target is our own, the law has none."""
    rule = in_force(PEOPLE, day_of(aware_at))
    return Clock(
        id=Duty.PEOPLE,
        duty=Duty.PEOPLE,
        article="GDPR 34(1)",
        starts_at=aware_at,
        target=later(aware_at, rule.target),
        limit=None,
        stops_with=Stop.PEOPLE_TOLD,
        stopped_at=told_at,
        warns_before=timedelta(days=2),
    )


def draft(begun_at: datetime, *, approved_at: datetime | None) -> Clock:
    """GDPR 34(1): a wording that lies unapproved is the commonest delay, so its age has an alarm of its own."""
    rule = in_force(PEOPLE, day_of(begun_at))
    return Clock(
        id=Duty.DRAFT,
        duty=Duty.DRAFT,
        article="GDPR 34(1)",
        starts_at=begun_at,
        target=later(begun_at, rule.draft),
        limit=None,
        stops_with=Stop.WORDING_APPROVED,
        stopped_at=approved_at,
    )


def reply(name: str, received_at: datetime, *, replied_at: datetime | None, extended_at: datetime | None) -> Clock:
    """GDPR 12(3): one month from receipt, three if extended within the first month, by Regulation 1182/71.

    `name` tells requests apart; it must not be a person's name, since it stands in reminders. An extension after the
    first month has no effect. Whether the two further months are counted on from the month's date or all three at
    once is not settled; the earlier end counts. The extended period is a clock of its own name, with its own reminders.
    """
    rule = in_force(REPLY, day_of(received_at))
    is_extended = extended_at is not None and instant(extended_at) <= instant(_months(received_at, rule.months))
    readings = _extended(received_at, rule) if is_extended else _plain(received_at, rule)
    limit = min(reading.ends_at for reading in readings)
    return Clock(
        id=f"{Duty.REPLY}:{name}:extended" if is_extended else f"{Duty.REPLY}:{name}",
        duty=Duty.REPLY,
        article=rule.source,
        starts_at=received_at,
        target=limit,
        limit=limit,
        stops_with=Stop.REPLIED,
        readings=readings,
        stopped_at=replied_at,
        warns_before=timedelta(days=7),
    )


def provider_erasure(name: str, handed_at: datetime, *, days: int | None, erased_at: datetime | None) -> Clock:
    """GDPR 28(3)(g), 5(1)(e): a provider erases its copies after the days agreed, and says so; that word stops it.

    `handed_at` is the latest handing over. Where no days were agreed the duty stands all the same, without a limit.
    """
    end = later(handed_at, timedelta(days=days)) if days is not None else None
    return Clock(
        id=f"{Duty.PROVIDER_ERASURE}:{name}",
        duty=Duty.PROVIDER_ERASURE,
        article="GDPR 28(3)(g)",
        starts_at=handed_at,
        target=end,
        limit=end,
        stops_with=Stop.ERASURE_CONFIRMED,
        readings=(Reading("contract", end, _KEPT, "contract"),) if end else (),
        stopped_at=erased_at,
        warns_before=timedelta(days=7),
    )


def register(closed_at: datetime, *, erased_at: datetime | None) -> Clock:
    """GDPR 33(5), 5(1)(e): from the target on an entry may go; no text sets the day, so there is no limit."""
    rule = in_force(REGISTER, day_of(closed_at))
    return Clock(
        id=Duty.REGISTER,
        duty=Duty.REGISTER,
        article="GDPR 33(5)",
        starts_at=closed_at,
        target=end_of(months_after(day_of(closed_at), rule.months)),
        limit=None,
        stops_with=Stop.ENTRY_ERASED,
        stopped_at=erased_at,
        warns_before=timedelta(days=30),
    )


def _plain(received_at: datetime, rule: ReplyRule) -> tuple[Reading, ...]:
    return (Reading("month", _months(received_at, rule.months), _MONTH, _COUNTED),)


def _extended(received_at: datetime, rule: ReplyRule) -> tuple[Reading, ...]:
    at_once = _months(received_at, rule.months + rule.extension)
    first = months_after(day_of(received_at), rule.months)
    by_steps = end_of(working_day_from(months_after(first, rule.extension)))
    return (Reading("at_once", at_once, _IN_ONE, _COUNTED), Reading("steps", by_steps, _BY_STEPS, _COUNTED))


def _months(received_at: datetime, months: int) -> datetime:
    return end_of(working_day_from(months_after(day_of(received_at), months)))
