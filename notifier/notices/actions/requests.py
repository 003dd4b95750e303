"""Patients' requests: taken in, looked at, put off, answered, refused. Each act leaves its event, none its words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen, check_law
from notifier.law.requests import extension_problems, receipt_problems, refusal_problems, reply_clock, reply_problems
from notifier.notices.choices import RequestChannel, RequestKind, RequestState
from notifier.notices.models import Notice, PatientRequest
from notifier.notices.rules.requests import REPLY, SAID, WAITING_LIMIT, WHY_LATER, Said
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import SealedReason, seal_reason


class RequestOver(ValueError):
    """Someone answered or refused the request meanwhile."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    kind: RequestKind
    channel: RequestChannel
    said: Said
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What was done about a request: when, how, and in which words. `text` may be empty for an answer."""

    at: datetime
    channel: RequestChannel
    text: str


@transaction.atomic
def take_request(
    *, case: Case, notice: Notice | None, asked: Asked, pk: UUID | None = None, by: Actor, at: datetime
) -> PatientRequest:
    """Note a request; its clock runs from its receipt, not from this note. A closed case takes requests as well, an
    erased one cannot. The same `pk` twice is one request. Raises RefusedByLaw, CaseNotOpen.
    """
    check_law(receipt_problems(asked.received_at, now=at))
    if notice is not None:
        # Two presses of one button wait for each other here; nobody who imports or approves is waited for.
        notice = Notice.objects.select_for_update().get(pk=notice.pk)
    case = Case.objects.get(pk=case.pk)
    if case.is_erased:
        raise CaseNotOpen("case_erased")
    if pk is not None and (known := PatientRequest.objects.filter(pk=pk).first()):
        return known
    pk = pk or uuid4()
    sealed = None if asked.said.is_empty else seal_reason(sealer_for(case.pk), SAID, pk, asked.said.to_text())
    request = PatientRequest.objects.create(
        pk=pk,
        case=case,
        notice=notice,
        kind=asked.kind,
        channel=asked.channel,
        state=RequestState.OPEN,
        sealed=sealed.sealed if sealed else None,
        received_at=asked.received_at,
        recorded_at=at,
        recorded_by=str(by),
    )
    data = {"kind": asked.kind, "channel": asked.channel, "commitment": _commitment(sealed)}
    record(Fact("request.received", _subject(request), case=case.pk, data=data), by=by, at=at)
    return request


@transaction.atomic
def take_from_page(*, notice: Notice, asked: Asked, pk: UUID, by: Actor, at: datetime) -> PatientRequest | None:
    """The same for what a stranger with a reference sends: None where enough of it waits already, and for an erased
    case, whose key is gone.
    """
    if notice.requests.open().exclude(pk=pk).count() >= WAITING_LIMIT:
        return None
    try:
        return take_request(case=notice.case, notice=notice, asked=asked, pk=pk, by=by, at=at)
    except CaseNotOpen:
        return None


@transaction.atomic
def view_request(*, request: PatientRequest, by: Actor, at: datetime) -> None:
    """Note that someone read what a patient wrote."""
    record(Fact("request.viewed", _subject(request), case=request.case_id), by=by, at=at)


@transaction.atomic
def extend_request(*, request: PatientRequest, reply: Reply, by: Actor, at: datetime) -> None:
    """Note that the patient was told that the reply takes two further months, and why. Raises RefusedByLaw,
    RequestOver.
    """
    request = _open(request)
    check_law(
        extension_problems(
            reply.at, reply.text, received_at=request.received_at, is_extended=request.extended_at is not None, now=at
        )
    )
    sealed = seal_reason(sealer_for(request.case_id), WHY_LATER, request.pk, reply.text)
    request.extended_at, request.extension = reply.at, sealed.sealed
    request.save(update_fields=["extended_at", "extension"])
    data = {"channel": reply.channel, "commitment": sealed.commitment}
    record(Fact("request.extended", _subject(request), case=request.case_id, data=data), by=by, at=at)


@transaction.atomic
def answer_request(*, request: PatientRequest, reply: Reply, by: Actor, at: datetime) -> None:
    """Note the reply; it alone stops the clock. Raises RefusedByLaw, RequestOver."""
    request = _open(request)
    check_law(reply_problems(reply.at, received_at=request.received_at, now=at))
    data = _close(request, RequestState.ANSWERED, reply, by)
    record(Fact("request.answered", _subject(request), case=request.case_id, data=data), by=by, at=at)


@transaction.atomic
def refuse_request(*, request: PatientRequest, reply: Reply, by: Actor, at: datetime) -> None:
    """Note that the patient was told that nothing is done, why, and that they may complain (GDPR 12(4)). Raises
    RefusedByLaw, RequestOver.
    """
    request = _open(request)
    check_law(reply_problems(reply.at, received_at=request.received_at, now=at), refusal_problems(reply.text))
    data = _close(request, RequestState.REFUSED, reply, by)
    record(Fact("request.refused", _subject(request), case=request.case_id, data=data), by=by, at=at)


def _open(request: PatientRequest) -> PatientRequest:
    found = PatientRequest.objects.select_for_update().get(pk=request.pk)
    if found.state != RequestState.OPEN:
        raise RequestOver(f"{found} is {found.state}")
    return found


def _close(request: PatientRequest, state: RequestState, reply: Reply, by: Actor) -> dict[str, object]:
    """The row, and what the event says of it. The words of someone erased meanwhile go with their reply."""
    text = reply.text.strip()
    sealed = seal_reason(sealer_for(request.case_id), REPLY, request.pk, text) if text else None
    clock = reply_clock("", request.received_at, extended_at=request.extended_at, replied_at=reply.at)
    request.state, request.answered_at, request.answered_by = state, reply.at, str(by)
    request.answer_channel, request.answer = reply.channel, sealed.sealed if sealed else None
    if request.notice is not None and request.notice.patient_id is None:
        request.sealed = request.extension = request.answer = None
    request.save()
    return {"channel": reply.channel, "commitment": _commitment(sealed), "late": clock.is_late(reply.at)}


def _commitment(sealed: SealedReason | None) -> str | None:
    return sealed.commitment if sealed else None


def _subject(request: PatientRequest) -> str:
    return f"request:{request.pk}"
