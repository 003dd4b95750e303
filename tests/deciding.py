"""Decisions for tests: the ones a practice with a stolen list takes, and a filing, so that its case can be closed."""

from datetime import datetime, timedelta

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.actions.deciding import Choice, take_decisions
from notifier.breaches.choices import Answer, FilingChannel, Topic
from notifier.breaches.models import Case
from notifier.breaches.rules.said import Said
from notifier.law.decisions.shapes import Telling
from notifier.law.risk import Risk


def choice(topic: Topic, value: str, reason: str = "Raison Canari", **said: object) -> Choice:
    return Choice(topic, value, Said(reason=reason, **said))  # type: ignore[arg-type]


HIGH = (
    choice(Topic.RISK, Risk.HIGH),
    choice(Topic.AUTHORITY, Answer.YES),
    choice(Topic.TELLING, Telling.DIRECT),
)


def owner_of(case: Case) -> User:
    user = case.controller.physicians.get().user
    assert user is not None
    return user


def decide(case: Case, *choices: Choice, at: datetime, by: Actor) -> None:
    take_decisions(case=case, choices=choices or HIGH, decider=owner_of(case), by=by, at=at)


def decide_not_to_tell(case: Case, *, at: datetime, by: Actor) -> None:
    """The risk is unlikely, so that neither the authority nor anybody is told; against the score, with reasons."""
    unlikely = (
        choice(Topic.RISK, Risk.UNLIKELY, score_departure="Les données étaient chiffrées."),
        choice(Topic.AUTHORITY, Answer.NO),
        choice(Topic.TELLING, Telling.NOT_OWED),
    )
    decide(case, *unlikely, at=at, by=by)


def see_to_all(case: Case, *, at: datetime, by: Actor) -> None:
    """Decide, and file as decided."""
    decide(case, at=at, by=by)
    record_filing(
        case=case,
        filed_at=min(at, case.aware_at + timedelta(hours=1)),
        channel=FilingChannel.ONLINE_FORM,
        receipt="",
        by=by,
        at=at,
    )
