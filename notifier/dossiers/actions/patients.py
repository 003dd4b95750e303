"""One patient's rights: to be corrected (GDPR Article 16) and to be erased (Article 17)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notifier.accounts.queries import is_demo_installation
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.models import Attempt, MadeLetter
from notifier.dossiers.choices import PatientErasureReason
from notifier.dossiers.policies import ActRefused, check_correcting, check_patient_erasing
from notifier.dossiers.queries.patients import planned_route
from notifier.mailroom.actions import send_corrected
from notifier.notices.actions import withdraw_notices
from notifier.notices.choices import HoldReason, RequestState, State
from notifier.notices.models import CareDecision, Notice
from notifier.notices.queries import ApprovedVariants
from notifier.rosters.actions.comparison import compare_imported
from notifier.rosters.actions.households import Households
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person, person_columns, person_indexes
from notifier.rosters.rules.corrections import corrected_columns, read_correction
from notifier.rosters.rules.headers import Field
from notifier.rosters.rules.problems import Problem
from notifier.vault.keystore import sealer_for

_WAITING = (State.HELD, State.QUEUED)
# What the post finds someone by: a letter that came back goes once more where one of these was put right.
_WHO_AND_WHERE = frozenset(
    {
        Field.FAMILY_NAME,
        Field.GIVEN_NAME,
        Field.STREET_BEFORE,
        Field.STREET,
        Field.STREET_AFTER,
        Field.POSTCODE,
        Field.TOWN,
        Field.COUNTRY,
    }
)


class CorrectionRefused(ValueError):
    """What was typed cannot be taken; `problems` are those an import would name."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@transaction.atomic
def view_patient(*, patient: Patient, by: Actor, at: datetime) -> None:
    """Note that someone looked at a patient unmasked."""
    record(Fact("patient.viewed", f"patient:{patient.pk}", case=patient.case_id), by=by, at=at)


@transaction.atomic
def erase_patient(*, patient: Patient, reason: PatientErasureReason, by: Actor, at: datetime) -> None:
    """Delete one patient's data for good; a notice that waits is withdrawn, one that was sent stays counted. Older
    backups hold the row until they expire, and the event says so. Raises ActRefused; Patient.DoesNotExist when someone
    was quicker.
    """
    patient, notices = _locked(patient)
    for notice in notices:
        check_patient_erasing(State(notice.state))
    for notice in notices:
        _take_leave(notice, by, at)
    pk = patient.pk
    patient.delete()
    data = {
        "code": reason,
        "notice": str(notices[0].pk) if notices else None,
        "backups": ["keep_the_row_until_they_expire"],
    }
    record(Fact("patient.erased", f"patient:{pk}", case=patient.case_id, data=data), by=by, at=at)


@transaction.atomic
def correct_patient(*, patient: Patient, changes: Mapping[Field, str], by: Actor, at: datetime) -> tuple[Problem, ...]:
    """Put what is known of a patient right, read as an import reads it; a notice that waits takes the way that is open
    now. The event names the corrected columns and no value. Returns what someone should look at. Raises ActRefused,
    CorrectionRefused, Patient.DoesNotExist.
    """
    patient, notices = _locked(patient)
    for notice in notices:
        check_correcting(State(notice.state))
    sealer = sealer_for(patient.case_id)
    before = open_person(patient, sealer)
    read = read_correction(before, changes, today=timezone.localdate(at), demo=is_demo_installation())
    if read.record is None:
        raise CorrectionRefused(read.problems)
    columns = corrected_columns(before, read.record.person)
    if not columns:
        return read.problems
    same = Patient.objects.filter(case=patient.case_id, person_index__in=person_indexes(read.record.person, sealer))
    if same.exclude(pk=patient.pk).exists():
        raise ActRefused("same_person")
    for name, value in person_columns(read.record.person, patient.pk, sealer, read.record.has_address).items():
        setattr(patient, name, value)
    Households(patient.case).mark_one(patient)
    patient.save()
    # What was compared is no longer so.
    patient.comparisons.all().delete()
    compare_imported(case=patient.case, by=by, at=at)
    # Also of one that failed, and is tried again at the new address.
    Notice.objects.filter(patient=patient).update(mail_bucket=patient.mail_bucket)
    for notice in notices:
        _reroute(notice, patient, at)
    data = {"columns": columns}
    record(Fact("patient.corrected", f"patient:{patient.pk}", case=patient.case_id, data=data), by=by, at=at)
    if notice is not None and not _WHO_AND_WHERE.isdisjoint(columns):
        send_corrected(notice=Notice.objects.get(pk=notice.pk), by=by, at=at)
    return read.problems


def _take_leave(notice: Notice, by: Actor, at: datetime) -> None:
    withdraw_notices(notices=Notice.objects.filter(pk=notice.pk), code="patient_erased", by=by, at=at)
    attempts = Attempt.objects.filter(notice=notice)
    MadeLetter.objects.filter(attempt__in=attempts).delete()
    attempts.update(sealed=None)
    CareDecision.objects.filter(notice=notice).update(sealed=None)
    # What nobody has answered yet keeps its words until it is: they hold where the answer goes.
    answered = notice.requests.exclude(state=RequestState.OPEN)
    answered.update(sealed=None, extension=None, answer=None)
    Notice.objects.filter(pk=notice.pk).update(patient=None)


def _locked(patient: Patient) -> tuple[Patient, list[Notice]]:
    """The patient and their notices, the first one first. The case is held before, as whoever imports, approves or
    erases does.
    """
    case = Case.objects.select_for_update().get(pk=patient.case_id)
    if case.is_erased:
        raise ActRefused("case_erased")
    patient = Patient.objects.select_for_update().get(pk=patient.pk)
    return patient, list(Notice.objects.select_for_update().filter(patient=patient).order_by("number"))


def _reroute(notice: Notice, patient: Patient, at: datetime) -> None:
    """A notice that is queued must have a way to go and a text to go with."""
    if notice.state not in _WAITING:
        return
    year = timezone.localdate(at).year
    # Where a message may have arrived already, only a letter says so.
    route = planned_route(patient, year, by_letter=notice.may_have_had)
    if notice.state == State.QUEUED and route.hold in {HoldReason.NO_CHANNEL, HoldReason.DO_NOT_POST}:
        raise ActRefused("no_way_left")
    if not ApprovedVariants(notice.case, year).has_all(notice, patient, route.channel):
        raise ActRefused("text_not_approved")
    if notice.channel != route.channel:
        notice.channel = route.channel
        notice.save(update_fields=["channel"])
