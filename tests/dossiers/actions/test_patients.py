"""One patient corrected, one erased."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.models import Attempt, MadeLetter
from notifier.dossiers.actions.erasing import begin_erasure
from notifier.dossiers.actions.patients import CorrectionRefused, correct_patient, erase_patient, view_patient
from notifier.dossiers.choices import ErasureReason, PatientErasureReason
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.patients import person_of
from notifier.notices.actions.caring import Decision, decide_one
from notifier.notices.actions.requests import Asked, Reply, answer_request, take_request
from notifier.notices.choices import CareChoice, RequestChannel, RequestKind, State
from notifier.notices.models import CareDecision, Notice, PatientRequest
from notifier.notices.rules.requests import Said
from notifier.rosters.actions import import_roster
from notifier.rosters.models import Patient
from notifier.rosters.rules.headers import Field
from tests.delivery.pacing import ORANGE, know_providers
from tests.dossiers.endings import told
from tests.notices.odd import notice_of, odd_case
from tests.worlds import approved_case, open_practice, roster

pytestmark = pytest.mark.django_db
ASKED = PatientErasureReason.PATIENT_ASKED


@pytest.fixture
def fresh(now: datetime, by: Actor) -> Case:
    """Nothing has left yet: two queued messages, a queued letter, one held."""
    return approved_case(emails=2, letters=1, held=1, at=now, by=by)


def patient_in(case: Case, state: State) -> Patient:
    return case.notices.filter(state=state).order_by("pk")[0].recipient


def correct(patient: Patient, now: datetime, by: Actor, **changes: str) -> tuple[str, ...]:
    fields = {Field(name): text for name, text in changes.items()}
    return tuple(p.code for p in correct_patient(patient=patient, changes=fields, by=by, at=now))


def test_a_patient_who_was_told_leaves_the_notice_behind(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.SENT)
    notice = patient.notices.get()
    erase_patient(patient=patient, reason=ASKED, by=by, at=now)

    assert not Patient.objects.filter(pk=patient.pk).exists()
    notice.refresh_from_db()
    assert (notice.patient_id, notice.state) == (None, State.SENT)
    assert set(Attempt.objects.filter(notice=notice).values_list("sealed", flat=True)) == {None}
    assert Attempt.objects.exclude(sealed=None).count() == 2
    assert told("patient.erased") == [
        {"code": "patient_asked", "notice": str(notice.pk), "backups": ["keep_the_row_until_they_expire"]}
    ]
    assert Event.objects.get(kind="patient.erased").subject == f"patient:{patient.pk}"


def test_what_was_written_of_a_patient_goes_with_them(now: datetime, by: Actor) -> None:
    """To be told in person, which then nobody is; the decision stays counted, its words do not."""
    case, owner = odd_case(at=now, by=by)
    notice = notice_of(case, "Secret")
    decision = Decision(CareChoice.IN_PERSON, text="Seul, sans ses parents.")
    decide_one(case=case, notice=notice.pk, decision=decision, decider=owner, by=by, at=now)
    erase_patient(patient=notice.recipient, reason=ASKED, by=by, at=now)
    notice.refresh_from_db()
    assert notice.state == State.WITHDRAWN
    row = CareDecision.objects.get()
    assert (row.sealed, row.notice_id) == (None, notice.pk)
    assert told("notice.withdrawn") == [{"code": "patient_erased", "from": "to_tell"}]


def test_a_correction_keeps_what_no_form_shows(now: datetime, by: Actor) -> None:
    case, _ = odd_case(at=now, by=by)
    patient = notice_of(case, "Prévenue").recipient
    correct(patient, now, by, town="Lyon")
    patient.refresh_from_db()
    person = person_of(patient)
    assert (person.town, person.told_on, person.told_by) == ("Lyon", date(2026, 3, 2), "Dr Numéro 1")


@pytest.mark.parametrize("state", [State.HELD, State.QUEUED])
def test_a_notice_that_waits_is_withdrawn(state: State, fresh: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(fresh, state)
    notice = patient.notices.get()
    erase_patient(patient=patient, reason=ASKED, by=by, at=now)
    notice.refresh_from_db()
    assert (notice.state, notice.patient_id) == (State.WITHDRAWN, None)
    assert told("notice.withdrawn") == [{"code": "patient_erased", "from": state}]
    assert fresh.notices.count() == 4


@pytest.mark.parametrize("state", [State.CLAIMED, State.SENDING, State.READY_TO_PRINT, State.IN_RUN])
def test_a_patient_whose_notice_is_under_way_stays(state: State, fresh: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(fresh, State.QUEUED)
    leased = {"token": patient.pk, "lease_until": now} if state in {State.CLAIMED, State.SENDING} else {}
    Notice.objects.filter(patient=patient).update(state=state, **leased)
    with pytest.raises(ActRefused):
        erase_patient(patient=patient, reason=ASKED, by=by, at=now)
    assert Patient.objects.filter(pk=patient.pk).exists()


def test_a_letter_that_was_kept_goes_with_its_patient(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.IN_RUN)
    Notice.objects.filter(patient=patient).update(state=State.FAILED)
    erase_patient(patient=patient, reason=ASKED, by=by, at=now)
    assert not MadeLetter.objects.exists()


def test_a_patient_nobody_has_owed_a_notice_yet_is_erased_too(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    import_roster(case=case, data=roster(emails=2), confirmed=frozenset(), user=owner, by=by, at=now)
    erase_patient(patient=case.patients.order_by("pk")[0], reason=ASKED, by=by, at=now)
    assert case.patients.count() == 1
    assert told("patient.erased")[0]["notice"] is None


def test_erasing_twice_finds_nobody(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.SENT)
    erase_patient(patient=patient, reason=ASKED, by=by, at=now)
    with pytest.raises(Patient.DoesNotExist):
        erase_patient(patient=patient, reason=ASKED, by=by, at=now)


def test_a_correction_is_sealed_again_and_names_only_columns(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.SENT)
    before = bytes(patient.person_index)
    correct(patient, now, by, family_name="Serin", birth_date="31/12/2010", street="3 rue Verte", postcode="69003",
            town="Lyon")  # fmt: skip
    patient.refresh_from_db()
    person = person_of(patient)
    assert (person.family_name, person.street, person.town) == ("Serin", ("3 rue Verte",), "Lyon")
    assert (patient.has_address, patient.majority_year) == (True, 2028)
    assert bytes(patient.person_index) != before
    assert told("patient.corrected") == [{"columns": ["family_name", "birth_date", "street", "postcode", "town"]}]
    assert b"Serin" not in b"".join(bytes(event.body) for event in Event.objects.all())


def test_a_correction_that_changes_nothing_is_not_told(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.SENT)
    correct(patient, now, by, family_name="Canari")
    assert told("patient.corrected") == []


def test_what_an_import_would_refuse_is_refused(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.SENT)
    with pytest.raises(CorrectionRefused) as refusal:
        correct(patient, now, by, family_name="", birth_date="32/01/1980", email="a@gmail.com")
    assert {(p.column, p.code) for p in refusal.value.problems} == {
        ("family_name", "missing_name"), ("birth_date", "bad_birth_date"), ("email", "not_reserved_domain"),
    }  # fmt: skip


def test_two_rows_never_become_one_person(ended: Case, now: datetime, by: Actor) -> None:
    one, other = (notice.recipient for notice in ended.notices.filter(state=State.SENT).order_by("pk"))
    person = person_of(other)
    with pytest.raises(ActRefused, match="same_person"):
        correct(one, now, by, given_name=person.given_name, email=person.email)


@pytest.mark.parametrize("state", [State.CLAIMED, State.SENDING])
def test_a_notice_in_a_workers_hands_is_not_corrected(state: State, fresh: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(fresh, State.QUEUED)
    Notice.objects.filter(patient=patient).update(state=state, token=patient.pk, lease_until=now)
    with pytest.raises(ActRefused, match="notice_in_hand"):
        correct(patient, now, by, town="Lyon")


def test_a_queued_notice_takes_the_way_that_is_open_now(fresh: Case, now: datetime, by: Actor) -> None:
    patient = fresh.notices.get(channel="letter", state=State.QUEUED).recipient
    correct(patient, now, by, email="luc@example.org")
    notice = patient.notices.get()
    assert (notice.channel, notice.state) == ("email", State.QUEUED)


@pytest.mark.parametrize("state", [State.QUEUED, State.FAILED])
def test_a_corrected_address_counts_for_its_own_provider(
    state: State, fresh: Case, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    know_providers(monkeypatch)
    fresh.notices.filter(state=State.QUEUED).update(state=state)
    patient = fresh.notices.filter(channel="email", state=state)[0].recipient
    assert (patient.mail_bucket, patient.notices.get().mail_bucket) == ("other", "other")
    correct(patient, now, by, email=f"corrige@{ORANGE}")
    patient.refresh_from_db()
    assert (patient.mail_bucket, patient.notices.get().mail_bucket) == ("orange", "orange")
    correct(patient, now, by, email="", street="1 rue du Port", postcode="69003", town="Lyon")
    patient.refresh_from_db()
    assert (patient.mail_bucket, patient.notices.get().mail_bucket) == ("", "")


def test_a_queued_notice_keeps_a_way_to_go(fresh: Case, now: datetime, by: Actor) -> None:
    patient = fresh.notices.filter(channel="email")[0].recipient
    with pytest.raises(ActRefused, match="no_way_left"):
        correct(patient, now, by, email="")
    patient.refresh_from_db()
    assert patient.has_email


def test_a_queued_notice_keeps_an_approved_text(fresh: Case, now: datetime, by: Actor) -> None:
    patient = fresh.notices.filter(channel="email")[0].recipient
    with pytest.raises(ActRefused, match="text_not_approved"):
        correct(patient, now, by, language="en")


def test_an_erased_case_has_nobody_to_correct(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.SENT)
    begin_erasure(case=ended, reason=ErasureReason.ASKED, by=by, at=now)
    with pytest.raises(ActRefused, match="case_erased"):
        correct(patient, now, by, town="Lyon")
    with pytest.raises(ActRefused, match="case_erased"):
        erase_patient(patient=patient, reason=ASKED, by=by, at=now)


def test_looking_at_a_patient_is_told(ended: Case, now: datetime, by: Actor) -> None:
    patient = patient_in(ended, State.SENT)
    view_patient(patient=patient, by=by, at=now)
    event = Event.objects.get(kind="patient.viewed")
    assert (event.subject, event.case_id, event.at) == (f"patient:{patient.pk}", ended.pk, timezone.localtime(now))


def ask(case: Case, now: datetime, by: Actor) -> PatientRequest:
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, Said("Bonjour."), now)
    return take_request(case=case, notice=case.notices.filter(state=State.SENT)[0], asked=asked, by=by, at=now)


def test_what_was_answered_loses_its_words_and_what_waits_keeps_them(ended: Case, now: datetime, by: Actor) -> None:
    done, waiting = ask(ended, now, by), ask(ended, now, by)
    answer_request(request=done, reply=Reply(now, RequestChannel.LETTER, "Voici."), by=by, at=now)
    assert done.notice is not None
    erase_patient(patient=done.notice.recipient, reason=ASKED, by=by, at=now)
    done.refresh_from_db()
    waiting.refresh_from_db()
    assert (done.sealed, done.answer, waiting.sealed is None) == (None, None, False)
    answer_request(request=waiting, reply=Reply(now, RequestChannel.LETTER, "Effacé."), by=by, at=now)
    waiting.refresh_from_db()
    assert (waiting.sealed, waiting.answer) == (None, None)
