"""The physician's page of a case."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from notifier.breaches.models import Case
from notifier.breaches.queries.deciding import risk_of, undecided
from notifier.dashboard.queries.clocks import Clock, clock
from notifier.dashboard.queries.erasures import Erasure, erasure
from notifier.dashboard.queries.sums import Sums, count_by, sums_by_case
from notifier.delivery.models import Halt
from notifier.delivery.queries import paused_channels
from notifier.delivery.queries.completeness import incomplete
from notifier.delivery.queries.halts import halts_over
from notifier.delivery.queries.pace import Forecast, forecast, pace
from notifier.delivery.queries.slowing import slowing
from notifier.dossiers.queries.waiting import NOBODY, Waiting, waiting_by_case
from notifier.law.deadlines.duties import people
from notifier.mailroom.models import PrintRun
from notifier.mailroom.queries.consigning import may_be_consigned, provider_name
from notifier.notices.choices import Channel, FollowUp, HoldReason, State, WordingState
from notifier.notices.models import Wording
from notifier.notices.queries import unowed_patients
from notifier.notices.queries.drafts import draft_overdue
from notifier.rosters.choices import Tier
from notifier.rosters.queries.counts import affected_by_case


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the page of a case shows. `approved` and `draft` are the wordings in force and in preparation, `overdue` how
    long the draft has waited where that is too long; `patients` are all the case was ever about, `listed` those whose
    row is there. `undecided` counts what every breach asks to decide. `late` counts reasons to hold that a list gave
    too late; `follow_up` are told already, but more leaked of them than they were told. `paused` are channels left
    alone for now, and why.
    """

    case: Case
    clock: Clock
    undecided: int
    sums: Sums
    patients: int
    listed: int
    annotated: int
    with_email: int
    unowed: int
    held: dict[HoldReason, int]
    late: dict[HoldReason, int]
    follow_up: int
    failed: int
    paused: dict[Channel, str]
    channels: dict[Channel, int]
    draft: Wording | None
    overdue: timedelta | None
    approved: Wording | None
    runs: list[PrintRun]
    # Where something is on its way: when it will be done. What people halted. What does not add up.
    forecast: Forecast | None
    halts: list[Halt]
    differences: list[dict[str, Any]]
    erasure: Erasure | None
    requests: Waiting

    @property
    def by_letter_or_hand(self) -> int:
        return self.listed - self.with_email

    @property
    def mail_house(self) -> str:
        """The provider that may be given this case's letters; empty where there is none."""
        return provider_name() if may_be_consigned(self.case) else ""

    @property
    def erased(self) -> int:
        """How many were erased one by one."""
        return self.patients - self.listed

    @property
    def is_moving(self) -> bool:
        return self.sums.moving > 0

    @property
    def must_approve(self) -> bool:
        """Someone of the roster is owed a notice that nobody has approved yet."""
        return self.unowed + self.reworded > 0

    @property
    def can_halt(self) -> bool:
        """Something is on its way, or will be once somebody decides; or is halted."""
        return bool(self.is_moving or self.held or self.sums.in_doubt or self.halts)

    @property
    def to_decide(self) -> int:
        """How many wait for the physician's decision."""
        return sum(self.held.values())

    @property
    def reworded(self) -> int:
        """How many have a notice whose approved wording does not say all that leaked of them."""
        return self.held.get(HoldReason.TEXT_NOT_APPROVED, 0)

    @property
    def must_begin(self) -> bool:
        """Someone is owed a notice and there is no draft of it: the list is new, or came after the approval."""
        return self.must_approve and self.draft is None

    @property
    def is_sent(self) -> bool:
        return bool(self.sums.total) and not self.is_moving


def case_view(case: Case, now: datetime) -> CaseView:
    """A fixed number of queries, whatever the roster's size."""
    tiers, emails = _listed(case)
    sums, patients = sums_by_case([case.pk])[case.pk], affected_by_case([case.pk]).get(case.pk, 0)
    # Where as many notices are as people were ever listed, each has one: a roster of a million is not looked through.
    unowed = 0 if sums.total >= max(patients, tiers.total()) else unowed_patients(case).count()
    rows = case.wordings.filter(follow_up=FollowUp.NONE).select_related("approval__approved_by").order_by("number")
    wordings = {w.state: w for w in rows}
    # A follow-up without a text waits for the next one, not for a new first notice.
    waiting = case.notices.filter(state=State.HELD).exclude(number__gt=1, hold_reason=HoldReason.TEXT_NOT_APPROVED)
    held = count_by(waiting, "hold_reason")
    late = count_by(case.notices.exclude(late_reason=HoldReason.NONE), "late_reason")
    return CaseView(
        case=case,
        clock=clock(case, now, risk=risk_of(case)),
        undecided=undecided(case),
        sums=sums.among(sums.total + unowed),
        patients=patients,
        listed=tiers.total(),
        annotated=tiers[Tier.ANNOTATED],
        with_email=emails,
        unowed=unowed,
        held={HoldReason(reason): count for reason, count in held.items()},
        late={HoldReason(reason): count for reason, count in late.items()},
        failed=sums.by_state.get(State.FAILED, 0),
        paused=paused_channels(now),
        follow_up=case.notices.filter(more_leaked_at__isnull=False).aggregate(n=Count("patient", distinct=True))["n"],
        channels={Channel(channel): count for channel, count in count_by(case.notices.first_ones(), "channel").items()},
        draft=wordings.get(WordingState.DRAFT),
        overdue=draft_overdue(wordings.get(WordingState.DRAFT), now) if case.is_open else None,
        approved=wordings.get(WordingState.APPROVED),
        runs=list(case.print_runs.order_by("number")),
        forecast=_forecast(case, sums.moving, now),
        halts=halts_over(case, now),
        differences=incomplete([case.pk]).get(case.pk, []),
        erasure=erasure(case, now),
        requests=waiting_by_case([case.pk], now).get(case.pk, NOBODY),
    )


def _forecast(case: Case, left: int, now: datetime) -> Forecast | None:
    """Against the day by which everyone should be told (GDPR 34(1)); two queries, where anything is on its way, and up
    to seven more where a limit is on it.
    """
    if not left:
        return None
    target = people(case.aware_at, told_at=None).target
    return forecast(pace(now), [case.pk], left=left, target=target, slowing=slowing(case.pk, now, target))


def _listed(case: Case) -> tuple[Counter[str], int]:
    """The people listed by tier, and how many of all have an e-mail address; one query."""
    tiers: Counter[str] = Counter()
    emails = 0
    rows = case.patients.values_list("tier", "has_email").annotate(count=Count("*")).order_by()
    for tier, has_email, count in rows:
        tiers[tier] += count
        emails += count if has_email else 0
    return tiers, emails
