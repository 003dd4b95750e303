"""Only the controller decides, each time anew, and only what the rules of the law let stand."""

from datetime import date, datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions.advising import give_advice, record_order
from notifier.breaches.actions.deciding import (
    Choice,
    check_choices,
    delay_telling,
    lift_delay,
    publish_notice,
    take_decisions,
)
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import Answer, Paper, Topic
from notifier.breaches.models import Case, Decision
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.breaches.rules.said import Said
from notifier.law.decisions.grounds import PublicChannel, PublicNotice, Unintelligible
from notifier.law.decisions.shapes import Advice, EnforcementDelay, OrderKind, Telling
from notifier.law.refusals import codes
from notifier.law.risk import Risk
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.cast import Cast, make_cast
from tests.deciding import HIGH, choice, decide
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db
UNLIKELY = (
    choice(Topic.RISK, Risk.UNLIKELY),
    choice(Topic.AUTHORITY, Answer.NO),
    choice(Topic.TELLING, Telling.NOT_OWED),
)


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


@pytest.fixture
def case(cast: Cast) -> Case:
    return cast.case


def refused(case: Case, user: User, *choices: Choice, now: datetime, by: Actor) -> tuple[str, ...]:
    with pytest.raises(RefusedByLaw) as found:
        take_decisions(case=case, choices=choices, decider=user, by=by, at=now)
    return codes(found.value.refusals)


def test_decisions_are_versions_with_author_moment_and_sealed_reason(case: Case, now: datetime, by: Actor) -> None:
    decide(case, at=now, by=by)
    rows = list(case.decisions.order_by("topic"))
    assert [(row.topic, row.number, row.value) for row in rows] == [
        ("authority", 1, "yes"), ("risk", 1, "high"), ("telling", 1, "direct"),
    ]  # fmt: skip
    assert all(row.decided_at == now and row.decided_by.name == "Dr Numéro 1" for row in rows)
    assert not any(b"Canari" in bytes(row.sealed or b"") for row in rows)
    event = next(data for data in told("decision.taken") if data["topic"] == "risk")
    assert (event["value"], event["number"], event["advice"], event["document"]) == ("high", 1, None, None)
    risk = rows[1]
    sealed = bytes(risk.sealed or b"")
    text = check_reason(sealer_for(case.pk), "decisions", risk.pk, sealed, commitment=event["commitment"])
    assert "Raison Canari" in text


def test_what_stands_already_is_no_new_version(case: Case, now: datetime, by: Actor) -> None:
    decide(case, at=now, by=by)
    decide(case, at=now, by=by)
    assert case.decisions.count() == 3
    decide(case, choice(Topic.RISK, Risk.HIGH, "Autre raison"), at=now, by=by)
    assert [row.number for row in case.decisions.filter(topic=Topic.RISK).order_by("number")] == [1, 2]


def test_nobody_but_the_controller_decides(cast: Cast, now: datetime, by: Actor) -> None:
    for name, user in cast.everyone.items():
        if name != "owner":
            assert refused(cast.case, user, *HIGH, now=now, by=by) == ("decision_not_controller",), name
    assert not Decision.objects.exists()
    assert told("decision.taken") == []


def test_decisions_must_agree(cast: Cast, now: datetime, by: Actor) -> None:
    high_untold = (choice(Topic.RISK, Risk.HIGH), choice(Topic.AUTHORITY, Answer.NO), UNLIKELY[2])
    found = refused(cast.case, cast.owner, *high_untold, now=now, by=by)
    assert found == ("risk_unnotified", "high_risk_untold")
    bare = refused(cast.case, cast.owner, choice(Topic.RISK, Risk.RISK, " "), now=now, by=by)
    assert bare == ("risk_unreasoned",)


def test_all_may_change_at_once(case: Case, now: datetime, by: Actor) -> None:
    decide(case, *UNLIKELY, at=now, by=by)
    decide(case, *HIGH, at=now, by=by)
    decide(case, *UNLIKELY, at=now, by=by)
    assert case.decisions.count() == 9


def test_an_exception_shows_its_ground(cast: Cast, now: datetime, by: Actor) -> None:
    bare = (*HIGH[:2], choice(Topic.TELLING, Telling.EXCEPTION))
    assert refused(cast.case, cast.owner, *bare, now=now, by=by) == ("exception_without_ground",)
    sealed = Unintelligible("AES-256", covers_all_data=True, is_key_safe=True, has_document=False)
    unproven = (*HIGH[:2], choice(Topic.TELLING, Telling.EXCEPTION, evidence=sealed))
    assert refused(cast.case, cast.owner, *unproven, now=now, by=by) == ("unintelligible_unproven",)
    assert codes(_checked(cast.case, unproven)) == ("unintelligible_unproven",)


def _checked(case: Case, choices: tuple[Choice, ...]) -> tuple[object, ...]:
    with pytest.raises(RefusedByLaw) as found:
        check_choices(case, choices)
    return found.value.refusals


def test_an_exception_stands_with_its_document(cast: Cast, now: datetime, by: Actor) -> None:
    document = keep_document(case=cast.case, kind=Paper.GROUND, data=b"x", keeper=cast.owner, by=by, at=now)
    evidence = Unintelligible("AES-256", covers_all_data=True, is_key_safe=True, has_document=True)
    telling = Choice(Topic.TELLING, Telling.EXCEPTION, Said(reason="chiffré", evidence=evidence), document)
    check_choices(cast.case, (*HIGH[:2], telling))
    decide(cast.case, *HIGH[:2], telling, at=now, by=by)
    row = cast.case.decisions.get(topic=Topic.TELLING)
    assert (row.ground, row.document) == ("34_3_a", document)
    assert told("decision.taken")[-1]["document"] == document.sha256


def test_departing_from_the_dpo_says_why(cast: Cast, now: datetime, by: Actor) -> None:
    advice = Advice(risk=Risk.RISK)
    give_advice(case=cast.case, advice=advice, why="avis", adviser=cast.dpo, by=by, at=now)
    assert refused(cast.case, cast.owner, HIGH[0], now=now, by=by) == ("advice_departure_unreasoned",)
    decide(cast.case, choice(Topic.RISK, Risk.HIGH, advice_departure="noms exposés"), at=now, by=by)
    assert told("decision.taken")[0]["advice"] == 1


def test_an_order_to_tell_is_followed(cast: Cast, now: datetime, by: Actor) -> None:
    record_order(
        case=cast.case, kind=OrderKind.COMMUNICATE, received_at=now, data=b"x", recorder=cast.owner, by=by, at=now
    )
    assert refused(cast.case, cast.owner, *UNLIKELY, now=now, by=by) == ("order_unfollowed",)


def test_a_closed_case_takes_no_decision(case: Case, now: datetime, by: Actor) -> None:
    case.closed_at = now
    case.save()
    with pytest.raises(CaseNotOpen):
        decide(case, at=now, by=by)


def test_a_public_notice_has_its_copy_and_names_the_data(cast: Cast, now: datetime, by: Actor) -> None:
    site, release = PublicChannel.OWN_WEBSITE, PublicChannel.PRESS_RELEASE
    for channel, data, code in ((site, b"", "public_notice_unproven"), (release, b"x", "public_notice_release_only")):
        notice = PublicNotice(frozenset({channel}), now, "lu par tous", names_the_data=True, has_document=True)
        with pytest.raises(RefusedByLaw) as found:
            publish_notice(case=cast.case, notice=notice, data=data, decider=cast.owner, by=by, at=now)
        assert codes(found.value.refusals) == (code,)
    assert not cast.case.documents.exists()
    notice = PublicNotice(frozenset({site}), now, "lu par tous", names_the_data=True, has_document=True)
    row = publish_notice(case=cast.case, notice=notice, data=b"x", decider=cast.owner, by=by, at=now)
    assert (row.topic, row.number, row.document is None) == ("public_notice", 1, False)


def test_a_delay_rests_on_a_request_and_is_lifted_once(cast: Cast, now: datetime, by: Actor) -> None:
    delay = EnforcementDelay("Parquet", now, date(2026, 4, 1), has_document=True)
    with pytest.raises(RefusedByLaw, match="enforcement_undocumented"):
        delay_telling(case=cast.case, delay=delay, reason="", data=b"", decider=cast.owner, by=by, at=now)
    assert lift_delay(case=cast.case, decider=cast.owner, by=by, at=now) is None
    delay_telling(case=cast.case, delay=delay, reason="enquête", data=b"x", decider=cast.owner, by=by, at=now)
    lifted = lift_delay(case=cast.case, decider=cast.owner, by=by, at=now)
    assert lifted is not None
    assert (lifted.number, lifted.value) == (2, "no")
    assert lift_delay(case=cast.case, decider=cast.owner, by=by, at=now) is None
