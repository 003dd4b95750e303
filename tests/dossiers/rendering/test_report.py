"""The pages a person reads."""

import io
from datetime import datetime, timedelta

import pypdf
import pytest

from notifier.audit.actors import Actor, user_actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.actions import record_awareness, record_filing
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case
from notifier.dossiers.actions.patients import erase_patient
from notifier.dossiers.choices import PatientErasureReason
from notifier.dossiers.rendering.material import gather
from notifier.dossiers.rendering.report import report_pdf
from notifier.dossiers.rules.material import Scope
from notifier.law.ledger import AwarenessKind
from notifier.notices.actions import approve_first, approve_wording, draft_wording
from notifier.notices.actions.agreeing import demand_two_persons
from notifier.notices.choices import State
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.rosters.actions import import_roster
from tests.notices.people import make_team
from tests.worlds import open_practice, roster

pytestmark = pytest.mark.django_db


def read(case: Case, now: datetime, *, language: str, reference: str = "") -> str:
    notice = case.notices.filter(reference=reference).first()
    scope = Scope(case.pk, notice.pk, reference) if notice else Scope(case.pk)
    pdf = report_pdf(gather(scope, make_checkpoint(at=now), language=language, at=now))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


def test_it_tells_the_case_in_french(case: Case, now: datetime, by: Actor) -> None:
    record_filing(case=case, filed_at=now, channel=FilingChannel.ONLINE_FORM, receipt="N-123", by=by, at=now)
    text = read(case, now, language="fr")
    for sentence in (
        "Dossier de preuve",
        "personnes informées",
        "récépissé N-123",
        "3 courriels sont acceptés par le serveur de courrier.",
        "Le texte est approuvé, version 1 : rien d’autre ne partira. Dr Numéro 1",
        "Ni courriel ni adresse utilisable",
        "Vos données personnelles ont été volées",
        "Ce que cela ne prouve pas",
    ):
        assert sentence.casefold() in text.casefold(), sentence


def test_it_tells_it_in_english_as_well(case: Case, now: datetime) -> None:
    text = read(case, now, language="en")
    assert "3 e-mails are accepted by the mail server." in text
    assert "none is recorded" in text
    assert "Comment" not in text


def test_no_patient_is_named(case: Case, now: datetime) -> None:
    assert "canari" not in read(case, now, language="fr").casefold()


def test_one_notices_pages_speak_to_its_patient(case: Case, now: datetime) -> None:
    reference = case.notices.filter(state=State.SENT)[0].reference
    text = read(case, now, language="fr", reference=reference)
    assert f"Avis {reference}" in text
    assert "1 courriel est accepté par le serveur de courrier." in text
    assert "avis dus" not in text


def test_what_staff_typed_stays_text(case: Case, now: datetime) -> None:
    case.breach.title = "<script>alert(1)</script> & fuite"
    case.breach.save()
    assert "<script>alert(1)</script> & fuite" in read(case, now, language="fr")


def test_it_tells_what_was_decided(ended: Case, now: datetime) -> None:
    text = read(ended, now, language="fr")
    assert "Le responsable décide, version 1. Le risque : Un risque élevé." in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Événement «" not in text


def test_it_names_both_who_approved(now: datetime, by: Actor) -> None:
    case, owner = open_practice(number=7, at=now, by=by)
    import_roster(case=case, data=roster(emails=1), confirmed=frozenset(), user=owner, by=by, at=now)
    team = make_team(case, owner, at=now, by=by)
    demand_two_persons(case=case, asker=team.dpo, by=by, at=now)
    draft = draft_wording(case=case, by=by, at=now)
    first, second = user_actor(owner.pk), user_actor(team.partner.pk)
    approve_first(wording=draft, approver=owner, by=first, at=now, read=read_sha256(draft))
    approve_wording(wording=draft, approver=team.partner, by=second, at=now, read=read_sha256(draft))
    text = read(case, now, language="fr")
    assert f"Approuvée par deux personnes : {owner.name} d’abord, puis {team.partner.name} le" in text
    assert "Une première personne approuve la version 1 du texte" in text
    assert f"{owner.name} first, then {team.partner.name} on" in read(case, now, language="en")


def test_it_says_why_somebody_is_not_told(case: Case, now: datetime, by: Actor) -> None:
    held = case.notices.get(state=State.HELD)
    assert held.patient is not None
    erase_patient(patient=held.patient, reason=PatientErasureReason.PATIENT_ASKED, by=by, at=now)
    text = read(case, now, language="en")
    assert "Why notices were withdrawn The patient’s data were erased before sending 1" in text
    assert "Why notices have been held since" not in text


def test_a_corrected_moment_counts_and_the_first_stands_beside_it(case: Case, now: datetime, by: Actor) -> None:
    certainty, earlier = AwarenessKind.CERTAINTY, now - timedelta(hours=2)
    assert "corrected" not in read(case, now, language="en")
    record_awareness(case=case, kind=certainty, happened_at=earlier, reason="Lu la veille.", by=by, at=now)
    text = read(case, now, language="en")
    moments = "Wednesday 4 March 2026, 9:05 (corrected; first noted as: Wednesday 4 March 2026, 11:05)"
    assert f"Aware of the breach {moments}" in text


def test_a_withdrawal_is_not_told_as_a_filing(case: Case, now: datetime, by: Actor) -> None:
    for kind in (FilingKind.INITIAL, FilingKind.WITHDRAWAL):
        record_filing(
            case=case, filed_at=now, channel=FilingChannel.POST, receipt="", kind=kind, reason="Erreur.", by=by, at=now
        )
    text = read(case, now, language="en")
    assert [text.count(label) for label in ("Withdrawal of the report", "Addition to the report")] == [1, 0]
