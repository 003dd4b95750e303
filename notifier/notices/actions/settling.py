"""The inside of caring: one decision carried to each notice that may take it, and written down."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.law.refusals import Refusal
from notifier.notices.choices import CareChoice, Channel, HoldReason, State
from notifier.notices.models import CareDecision, Notice
from notifier.notices.queries import ApprovedVariants
from notifier.notices.queries.care.history import TABLE
from notifier.notices.queries.care.reasons import Waiting
from notifier.notices.rules.caring import TARGETS, possible_from, told_problems
from notifier.notices.rules.routing import route
from notifier.notices.rules.states import event_for
from notifier.rosters.choices import ToldHow
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@dataclass(frozen=True, slots=True)
class Telling:
    """When, how and by whom someone was told by the practice itself."""

    on: date | None = None
    how: ToldHow = ToldHow.UNKNOWN
    by: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided, by rule or for one. `text` is the reason where one is given, `telling` the proof where someone
    was told; `by_list` takes the proof of each from the list that named them.
    """

    choice: CareChoice
    text: str = field(default="", repr=False)
    telling: Telling = Telling()
    by_rule: bool = False
    by_list: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """For how many it was done, and how many were left as they are, by code: elsewhere (no longer waiting),
    not_permitted (another reason stands against it), no_text, no_proof.
    """

    done: int
    left: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Settled:
    waiting: Waiting
    channel: Channel
    telling: Telling


class Settler:
    """Carries one decision to notices of one case; `settle` inside the transaction that holds the case."""

    def __init__(self, case: Case, decision: Decision, *, decider: User, by: Actor, at: datetime) -> None:
        self._case = case
        self._decision = decision
        self._target = TARGETS[decision.choice]
        self._decider = decider
        self._by = by
        self._at = at
        self._sealer = sealer_for(case.pk)
        self._approved = ApprovedVariants(case, timezone.localdate(at).year)

    def problems(self, telling: Telling) -> tuple[Refusal, ...]:
        """Why this is no proof that anyone was told of this breach; empty where it is."""
        return told_problems(
            on=telling.on,
            how=telling.how,
            by=telling.by,
            breach_began=self._case.breach.began_on,
            today=timezone.localdate(self._at),
        )

    def settle(self, found: Iterable[Waiting]) -> Outcome:
        left: Counter[str] = Counter()
        settled = []
        for one in found:
            outcome = self._look_at(one)
            if isinstance(outcome, str):
                left[outcome] += 1
            else:
                settled.append(outcome)
        self._move(settled)
        self._write_down(settled)
        return Outcome(len(settled), left)

    def _look_at(self, one: Waiting) -> _Settled | str:
        choice = self._decision.choice
        if choice not in possible_from(State(one.notice.state)):
            return "elsewhere"
        open_now = one.permitted.by_rule if self._decision.by_rule else one.permitted.all
        if choice not in open_now:
            return "not_permitted"
        channel = self._channel(one)
        if self._target is State.QUEUED and not self._has_text(one, channel):
            return "no_text"
        telling = self._telling(one)
        return "no_proof" if telling is None else _Settled(one, channel, telling)

    def _channel(self, one: Waiting) -> Channel:
        if self._decision.choice in {CareChoice.EMAIL, CareChoice.LETTER}:
            return Channel(self._decision.choice.value)
        return route(one.known).channel if self._target is State.QUEUED else Channel(one.notice.channel)

    def _has_text(self, one: Waiting, channel: Channel) -> bool:
        one.notice.channel = channel
        return self._approved.has_all(one.notice, one.patient)

    def _telling(self, one: Waiting) -> Telling | None:
        """The proof, None where the list gives none that holds; what was typed was looked at before."""
        if not self._decision.by_list:
            return self._decision.telling
        person = open_person(one.patient, self._sealer)
        telling = Telling(person.told_on, person.told_how, person.told_by)
        return None if self.problems(telling) else telling

    def _move(self, settled: Iterable[_Settled]) -> None:
        groups: defaultdict[Channel, list[UUID]] = defaultdict(list)
        for one in settled:
            groups[one.channel].append(one.waiting.notice.pk)
        released = {"due_at": self._at, "hold_reason": HoldReason.NONE} if self._target is State.QUEUED else {}
        for channel, ids in groups.items():
            Notice.objects.filter(pk__in=ids).update(
                state=self._target, channel=channel, changed_at=self._at, **released
            )

    def _write_down(self, settled: Iterable[_Settled]) -> None:
        rows, facts = [], []
        for one in settled:
            row = self._row(one)
            rows.append(row)
            facts.append(self._fact(one, row))
        CareDecision.objects.bulk_create(rows, batch_size=500)
        record_all(facts, by=self._by, at=self._at)

    def _row(self, one: _Settled) -> CareDecision:
        pk = uuid4()
        text = "\n".join(filter(None, (one.telling.by, self._decision.text)))
        kept = seal_reason(self._sealer, TABLE, pk, text) if text else None
        return CareDecision(
            id=pk,
            case=self._case,
            notice=one.waiting.notice,
            choice=self._decision.choice,
            by_rule=self._decision.by_rule,
            told_on=one.telling.on,
            told_how=one.telling.how,
            sealed=kept.sealed if kept else None,
            commitment=kept.commitment if kept else "",
            decided_by=self._decider,
            decided_at=self._at,
        )

    def _fact(self, one: _Settled, row: CareDecision) -> Fact:
        notice, state = one.waiting.notice, State(one.waiting.notice.state)
        data: dict[str, object] = {
            "from": state,
            # Of a withdrawal the reason there is: somebody has died.
            "code": HoldReason.DECEASED if self._target is State.WITHDRAWN else self._decision.choice,
            "by_rule": row.by_rule,
            "reasons": list(one.waiting.reasons),
        }
        if self._target is State.QUEUED:
            data["channel"] = one.channel
        if row.told_on is not None:
            data |= {"told_on": row.told_on.isoformat(), "how": row.told_how}
        if row.commitment:
            data["commitment"] = row.commitment
        return Fact(event_for(state, self._target), f"notice:{notice.pk}", case=self._case.pk, data=data)
