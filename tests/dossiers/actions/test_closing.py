"""Closing, opening again, putting off."""

from datetime import date, datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.dossiers.actions.closing import close_case, postpone_erasure, reopen_case
from notifier.dossiers.choices import PostponingReason
from notifier.dossiers.policies import ActRefused
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.actions.requests import Asked, Reply, answer_request, take_request
from notifier.notices.choices import RequestChannel, RequestKind, State
from notifier.notices.models import PatientRequest
from notifier.notices.rules.requests import Said
from notifier.rosters.actions import import_roster, stage_roster
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.deciding import see_to_all
from tests.dossiers.endings import tell_everyone, told
from tests.worlds import approved_case, roster

pytestmark = pytest.mark.django_db
TO = date(2026, 7, 1)


def postpone(case: Case, to: date, now: datetime, by: Actor) -> None:
    reason = PostponingReason.CLAIM
    postpone_erasure(case=case, to=to, reason=reason, text="Plainte Canari du 3 mai", by=by, at=now)


def test_a_case_that_is_over_is_closed(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    ended.refresh_from_db()
    assert (ended.closed_at, ended.is_open, ended.is_erased) == (now, False, False)
    assert told("case.closed") == [{"erasure_on": "2026-06-02"}]


def test_a_case_in_which_something_moves_stays_open(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    with pytest.raises(ActRefused, match="notices_moving"):
        close_case(case=case, by=by, at=now)
    case.refresh_from_db()
    assert case.is_open
    assert told("case.closed") == []


def test_closing_twice_is_refused(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    with pytest.raises(ActRefused, match="already_closed"):
        close_case(case=ended, by=by, at=now)


def test_a_closed_case_takes_nothing_in_and_sends_nothing_out(ended: Case, now: datetime, by: Actor) -> None:
    draft = draft_wording(case=ended, by=by, at=now)
    owner = ended.controller.physicians.get().user
    assert owner is not None
    close_case(case=ended, by=by, at=now)
    data = roster(emails=5)
    with pytest.raises(CaseNotOpen, match="case_closed"):
        import_roster(case=ended, data=data, confirmed=frozenset(), user=owner, by=by, at=now)
    with pytest.raises(CaseNotOpen, match="case_closed"):
        stage_roster(case=ended, data=data, user=owner, by=by, at=now)
    with pytest.raises(CaseNotOpen, match="case_closed"):
        approve_wording(wording=draft, approver=owner, by=by, at=now)
    with pytest.raises(CaseNotOpen, match="case_closed"):
        draft_wording(case=ended, by=by, at=now)


def test_a_case_opened_again_goes_on(ended: Case, now: datetime, by: Actor) -> None:
    owner = ended.controller.physicians.get().user
    close_case(case=ended, by=by, at=now)
    reopen_case(case=ended, by=by, at=now)
    assert import_roster(
        case=ended, data=roster(emails=5), confirmed=frozenset(), user=owner, by=by, at=now
    ).merged == 2  # fmt: skip
    with pytest.raises(ActRefused, match="not_closed"):
        reopen_case(case=ended, by=by, at=now)


def test_a_reason_lies_sealed_and_the_log_commits_to_it(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    postpone(ended, TO, now, by)
    ended.refresh_from_db()
    assert ended.postponed_to == TO
    assert ended.postponing_reason is not None
    assert b"Canari" not in bytes(ended.postponing_reason)
    [event] = told("erasure.postponed")
    assert (event["to"], event["code"]) == ("2026-07-01", "claim")
    sealed = bytes(ended.postponing_reason)
    text = check_reason(sealer_for(ended.pk), "cases", ended.pk, sealed, commitment=event["commitment"])
    assert text == "Plainte Canari du 3 mai"


def test_an_erasure_is_put_off_once(ended: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(ActRefused, match="not_closed"):
        postpone(ended, TO, now, by)
    close_case(case=ended, by=by, at=now)
    with pytest.raises(ActRefused, match="too_far"):
        postpone(ended, TO + timedelta(days=90), now, by)
    postpone(ended, TO, now, by)
    with pytest.raises(ActRefused, match="already_postponed"):
        postpone(ended, TO + timedelta(days=1), now, by)


def test_a_notice_in_doubt_keeps_the_case_open(ended: Case, now: datetime, by: Actor) -> None:
    ended.notices.filter(state=State.SENT).update(state=State.IN_DOUBT)
    with pytest.raises(ActRefused, match="notices_in_doubt"):
        close_case(case=ended, by=by, at=now)


def test_a_case_whose_decisions_are_missing_stays_open(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, letters=1, at=now, by=by)
    tell_everyone(case, at=now, by=by)
    with pytest.raises(RefusedByLaw, match="risk_undecided, authority_undecided, telling_undecided"):
        close_case(case=case, by=by, at=now)
    see_to_all(case, at=now, by=by)
    close_case(case=case, by=by, at=now)


def ask(case: Case, now: datetime, by: Actor) -> PatientRequest:
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, Said("Bonjour."), now)
    return take_request(case=case, notice=case.notices.order_by("pk")[0], asked=asked, by=by, at=now)


def test_who_waits_for_an_answer_keeps_the_case_open(ended: Case, now: datetime, by: Actor) -> None:
    made = ask(ended, now, by)
    with pytest.raises(ActRefused, match="requests_open"):
        close_case(case=ended, by=by, at=now)
    answer_request(request=made, reply=Reply(now, RequestChannel.LETTER, ""), by=by, at=now)
    close_case(case=ended, by=by, at=now)
