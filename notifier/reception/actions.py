"""What happens with a request once it is here: it is noted, and what can be done at once is done."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions.requests import Asked, Reply, answer_request, take_from_page, take_request
from notifier.notices.actions.suppressing import stop_email
from notifier.notices.choices import RequestKind, RequestState
from notifier.notices.models import Notice, PatientRequest
from notifier.reception.queries.answers import told_notice
from notifier.rosters.models import Patient

# Nobody has logged in: the page itself acts.
STRANGER = Actor("system", "public_page")


@transaction.atomic
def hand_in(*, reference: str, asked: Asked, pk: UUID, by: Actor, at: datetime) -> None:
    """Note what came from the patients' page. Nothing is kept, and nothing answered, where the reference is not one
    that left: whoever sends it cannot tell.
    """
    notice = told_notice(reference)
    if notice is None:
        return
    _stop(notice.patient, asked, by=by, at=at)
    if request := take_from_page(notice=notice, asked=asked, pk=pk, by=by, at=at):
        _settle(request, asked, by=by, at=at)


@transaction.atomic
def note_request(
    *, case: Case, notice: Notice | None, patient: Patient | None, asked: Asked, by: Actor, at: datetime
) -> PatientRequest:
    """Note what a patient asked of the practice by telephone, letter or word of mouth. Raises RefusedByLaw,
    CaseNotOpen.
    """
    request = take_request(case=case, notice=notice, asked=asked, by=by, at=at)
    if _stop(patient, asked, by=by, at=at):
        _settle(request, asked, by=by, at=at)
    return request


def _stop(patient: Patient | None, asked: Asked, *, by: Actor, at: datetime) -> bool:
    if asked.kind is not RequestKind.STOP_EMAIL or patient is None:
        return False
    stop_email(patient=patient, by=by, at=at)
    return True


def _settle(request: PatientRequest, asked: Asked, *, by: Actor, at: datetime) -> None:
    """Whoever asked for no more e-mail, and for nothing else, was told so on the spot."""
    is_done = asked.kind is RequestKind.STOP_EMAIL and asked.said.is_empty
    if is_done and request.state == RequestState.OPEN:
        answer_request(request=request, reply=Reply(at, asked.channel, ""), by=by, at=at)
