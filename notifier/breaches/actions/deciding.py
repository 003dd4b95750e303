"""The controller decides. Every decision is a new version; none is changed, none is taken by anybody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import Answer, Paper, Topic
from notifier.breaches.models import Case, Decision, Document
from notifier.breaches.permissions import can_decide
from notifier.breaches.policies import check_law
from notifier.breaches.queries.deciding import (
    Decided,
    assemble,
    breach_moment,
    in_force,
    latest_advice,
    opened,
)
from notifier.breaches.rules.said import Said
from notifier.law.deadlines.authority import authority_deadline
from notifier.law.decisions.consistency import decider_problems, enforcement_problems, problems
from notifier.law.decisions.grounds import Disproportionate, PublicNotice, public_notice_problems
from notifier.law.decisions.shapes import EnforcementDelay
from notifier.law.refusals import Refusal
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision to take: a topic, its value, what is said with it."""

    topic: Topic
    value: str
    said: Said
    document: Document | None = None
    review_on: date | None = None

    def row(self, case: Case) -> Decision:
        """The decision as it would stand, unsealed and unsaved."""
        evidence = self.said.evidence
        return Decision(
            id=uuid4(),
            case=case,
            topic=self.topic,
            value=self.value,
            ground=evidence.ground if evidence else "",
            tiers=sorted(evidence.tiers) if isinstance(evidence, Disproportionate) else [],
            review_on=self.review_on,
            document=self.document,
        )


@transaction.atomic
def take_decisions(
    *, case: Case, choices: Iterable[Choice], decider: User, by: Actor, at: datetime
) -> tuple[Decision, ...]:
    """Decide on risk, authority and telling, all at once, since they must agree. What is chosen as it stands already
    is no new version, so doing it twice does no harm. Raises RefusedByLaw, CaseNotOpen.
    """
    case = _locked(case, decider)
    standing = opened(in_force(case))
    fresh = [choice for choice in choices if not _stands(standing, choice)]
    check_law(_problems(case, standing, fresh))
    return tuple(_write(case, choice, standing, decider, by=by, at=at) for choice in fresh)


def check_choices(case: Case, choices: Iterable[Choice]) -> None:
    """Raise RefusedByLaw where these could not be decided as things stand; writes nothing."""
    check_law(_problems(case, opened(in_force(case)), choices))


@transaction.atomic
def publish_notice(
    *, case: Case, notice: PublicNotice, data: bytes, decider: User, by: Actor, at: datetime
) -> Decision:
    """Attach the public notice that stands for direct ones (GDPR 34(3)(c)), with its dated copy. Raises RefusedByLaw,
    CaseNotOpen.
    """
    case = _locked(case, decider)
    notice = replace(notice, has_document=bool(data))
    check_law(public_notice_problems(notice))
    document = keep_document(case=case, kind=Paper.PUBLIC_NOTICE, data=data, keeper=decider, by=by, at=at)
    choice = Choice(Topic.PUBLIC_NOTICE, Answer.YES, Said(notice=notice), document)
    return _write(case, choice, opened(in_force(case)), decider, by=by, at=at)


@transaction.atomic
def delay_telling(
    *, case: Case, delay: EnforcementDelay, reason: str, data: bytes, decider: User, by: Actor, at: datetime
) -> Decision:
    """Tell people later because investigators asked (GDPR recital 88), with what they wrote. It delays nothing towards
    the authority. Raises RefusedByLaw, CaseNotOpen.
    """
    case = _locked(case, decider)
    check_law(enforcement_problems(replace(delay, has_document=bool(data))))
    document = keep_document(case=case, kind=Paper.ENFORCEMENT, data=data, keeper=decider, by=by, at=at)
    said = Said(reason=reason, asked_by=delay.asked_by, asked_at=delay.asked_at)
    choice = Choice(Topic.ENFORCEMENT, Answer.YES, said, document, delay.review_on)
    return _write(case, choice, opened(in_force(case)), decider, by=by, at=at)


@transaction.atomic
def lift_delay(*, case: Case, decider: User, by: Actor, at: datetime) -> Decision | None:
    """Wait no longer; without a delay there is nothing to lift. Raises RefusedByLaw, CaseNotOpen."""
    case = _locked(case, decider)
    standing = opened(in_force(case))
    known = standing.get(Topic.ENFORCEMENT)
    if known is None or known.row.value == Answer.NO:
        return None
    return _write(case, Choice(Topic.ENFORCEMENT, Answer.NO, Said()), standing, decider, by=by, at=at)


def _locked(case: Case, decider: User) -> Case:
    """The case, locked and open, with whoever decides for its controller."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    check_law(decider_problems(acts_for_controller=can_decide(decider, case)))
    return case


def _problems(case: Case, standing: Mapping[Topic, Decided], choices: Iterable[Choice]) -> tuple[Refusal, ...]:
    after = {**standing, **{choice.topic: Decided(choice.row(case), choice.said) for choice in choices}}
    rule = authority_deadline(case.aware_at).rule
    return problems(assemble(case, after), rule=rule, breach_at=breach_moment(case))


def _stands(standing: Mapping[Topic, Decided], choice: Choice) -> bool:
    known = standing.get(choice.topic)
    if known is None:
        return False
    is_same = (known.row.value, known.row.review_on) == (choice.value, choice.review_on)
    document = choice.document.pk if choice.document else None
    return is_same and known.said == choice.said and known.row.document_id == document


def _write(
    case: Case, choice: Choice, standing: Mapping[Topic, Decided], decider: User, *, by: Actor, at: datetime
) -> Decision:
    row = choice.row(case)
    known = standing.get(choice.topic)
    sealed = seal_reason(sealer_for(case.pk), "decisions", row.pk, choice.said.text())
    row.number = known.row.number + 1 if known else 1
    row.sealed, row.advice = sealed.sealed, latest_advice(case)
    row.decided_at, row.decided_by = at, decider
    row.save(force_insert=True)
    record(Fact("decision.taken", f"decision:{row.pk}", case=case.pk, data=_told(row, sealed.commitment)), by=by, at=at)
    return row


def _told(row: Decision, commitment: str) -> dict[str, Any]:
    return {
        "topic": row.topic,
        "number": row.number,
        "value": row.value,
        "ground": row.ground,
        "tiers": row.tiers,
        "review_on": row.review_on.isoformat() if row.review_on else None,
        "document": row.document.sha256 if row.document else None,
        "advice": row.advice.number if row.advice else None,
        "commitment": commitment,
    }
