"""Requests are noted, put off, answered, refused; their words lie sealed, and the log commits to them."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from notifier.audit.actors import Actor, user_actor
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.law.refusals import codes
from notifier.notices.actions.requests import (
    Asked,
    Reply,
    RequestOver,
    answer_request,
    extend_request,
    refuse_request,
    take_from_page,
    take_request,
    view_request,
)
from notifier.notices.choices import RequestChannel, RequestKind, RequestState, State
from notifier.notices.models import PatientRequest
from notifier.notices.rules.requests import SAID, WAITING_LIMIT, Said
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.dossiers.endings import told
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAYS = Said("Je m’appelle Canari.", "06 00 00 00 01")


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=1, at=now, by=by)


def asked(at: datetime, *, kind: RequestKind = RequestKind.ACCESS, said: Said = SAYS) -> Asked:
    return Asked(kind, RequestChannel.PHONE, said, at)


def reply(at: datetime, text: str = "Voici.") -> Reply:
    return Reply(at, RequestChannel.LETTER, text)


@pytest.fixture
def request_(case: Case, now: datetime, by: Actor) -> PatientRequest:
    return take_request(case=case, notice=case.notices.get(), asked=asked(now), by=by, at=now)


def test_the_words_lie_sealed_and_the_log_commits_to_them(request_: PatientRequest) -> None:
    [event] = told("request.received")
    assert (event["kind"], event["channel"]) == ("access", "phone")
    assert b"Canari" not in bytes(request_.sealed or b"")
    text = check_reason(
        sealer_for(request_.case_id), SAID, request_.pk, bytes(request_.sealed or b""), commitment=event["commitment"]
    )
    assert Said.from_text(text) == SAYS


def test_a_request_without_words_seals_nothing(case: Case, now: datetime, by: Actor) -> None:
    made = take_request(case=case, notice=None, asked=asked(now, said=Said()), by=by, at=now)
    assert (made.sealed, told("request.received")[0]["commitment"]) == (None, None)


def test_the_same_form_twice_is_one_request(case: Case, now: datetime, by: Actor) -> None:
    pk, notice = uuid4(), case.notices.get()
    for _ in range(2):
        take_from_page(notice=notice, asked=asked(now), pk=pk, by=by, at=now)
    assert PatientRequest.objects.count() == len(told("request.received")) == 1


def test_what_is_heaped_on_a_notice_is_not_kept(case: Case, now: datetime, by: Actor) -> None:
    notice = case.notices.get()
    made = [
        take_from_page(notice=notice, asked=asked(now), pk=uuid4(), by=by, at=now) for _ in range(WAITING_LIMIT + 2)
    ]
    assert [one is None for one in made] == [False] * WAITING_LIMIT + [True] * 2
    answer_request(request=PatientRequest.objects.all()[0], reply=reply(now), by=by, at=now)
    assert take_from_page(notice=notice, asked=asked(now), pk=uuid4(), by=by, at=now) is not None


def test_a_closed_case_takes_requests_and_an_erased_one_none(case: Case, now: datetime, by: Actor) -> None:
    Case.objects.update(closed_at=now)
    assert take_request(case=case, notice=None, asked=asked(now), by=by, at=now)
    Case.objects.update(erasing_at=now)
    with pytest.raises(CaseNotOpen, match="case_erased"):
        take_request(case=case, notice=None, asked=asked(now), by=by, at=now)
    assert take_from_page(notice=case.notices.get(), asked=asked(now), pk=uuid4(), by=by, at=now) is None


def test_a_receipt_ahead_is_refused(case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(RefusedByLaw) as refused:
        take_request(case=case, notice=None, asked=asked(now + DAY), by=by, at=now)
    assert codes(refused.value.refusals) == ("request_in_future",)


def test_an_answer_ends_it_and_says_whether_it_was_late(request_: PatientRequest, now: datetime) -> None:
    late = now + 60 * DAY
    answer_request(request=request_, reply=reply(late), by=user_actor(7), at=late)
    row = PatientRequest.objects.get()
    assert (row.state, row.answered_at, row.answered_by) == (RequestState.ANSWERED, late, "user:7")
    [event] = told("request.answered")
    assert (event["late"], event["channel"], len(event["commitment"])) == (True, "letter", 64)
    with pytest.raises(RequestOver):
        answer_request(request=row, reply=reply(late), by=user_actor(7), at=late)


def test_an_answer_needs_no_words(request_: PatientRequest, now: datetime, by: Actor) -> None:
    answer_request(request=request_, reply=reply(now, ""), by=by, at=now)
    assert PatientRequest.objects.get().answer is None
    assert told("request.answered") == [{"channel": "letter", "commitment": None, "late": False}]


def test_a_refusal_has_its_reasons(request_: PatientRequest, now: datetime, by: Actor) -> None:
    with pytest.raises(RefusedByLaw):
        refuse_request(request=request_, reply=reply(now, " "), by=by, at=now)
    assert PatientRequest.objects.get().state == RequestState.OPEN
    refuse_request(request=request_, reply=reply(now, "La loi impose de garder."), by=by, at=now)
    assert PatientRequest.objects.get().state == RequestState.REFUSED


def test_an_extension_is_told_once_and_in_time(request_: PatientRequest, now: datetime, by: Actor) -> None:
    with pytest.raises(RefusedByLaw) as refused:
        extend_request(request=request_, reply=reply(now + 50 * DAY), by=by, at=now + 51 * DAY)
    assert codes(refused.value.refusals) == ("extension_too_late",)
    extend_request(request=request_, reply=reply(now + 9 * DAY), by=by, at=now + 9 * DAY)
    with pytest.raises(RefusedByLaw):
        extend_request(request=request_, reply=reply(now + 9 * DAY), by=by, at=now + 9 * DAY)
    answer_request(request=request_, reply=reply(now + 80 * DAY), by=by, at=now + 80 * DAY)
    assert told("request.answered")[0]["late"] is False


def test_a_reply_before_the_request_is_none(request_: PatientRequest, now: datetime, by: Actor) -> None:
    with pytest.raises(RefusedByLaw):
        answer_request(request=request_, reply=reply(now - DAY), by=by, at=now)


def test_the_words_of_someone_erased_go_with_the_answer(request_: PatientRequest, now: datetime, by: Actor) -> None:
    request_.case.notices.update(state=State.SENT, patient=None)
    answer_request(request=request_, reply=reply(now), by=by, at=now)
    row = PatientRequest.objects.get()
    assert (row.sealed, row.answer) == (None, None)


def test_reading_leaves_an_event(request_: PatientRequest, now: datetime, by: Actor) -> None:
    view_request(request=request_, by=by, at=now)
    assert told("request.viewed") == [{}]


def test_the_database_holds_no_reply_without_its_moment(request_: PatientRequest) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PatientRequest.objects.update(state=RequestState.ANSWERED)
