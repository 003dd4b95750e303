"""Given the list of a practice with those for whom a letter could do harm, when the physician does it all by the pages,
then each is told in the way that was decided, once; the patient who asks is answered; and the evidence says the same.
"""

import subprocess
import sys
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default as mail_policy
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.dispatch import work_batch
from notifier.delivery.queries.completeness import incomplete
from notifier.notices.choices import Channel, State
from notifier.notices.models import PatientRequest, WordingText
from tests.deciding import decide
from tests.dossiers.endings import told
from tests.journeys.practice import Practice
from tests.journeys.readers import as_text, reference_in
from tests.notices.odd import HEADER, notice_of
from tests.smtp import DROP, Script, smtp_server
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ROSTER = """\
Canari;Enfant;01/02/2016;3 rue du Nid;69003;Lyon;;annoté;;;;;
Canari;Protégée;01/02/1950;9 rue du Nid;69003;Lyon;;administratif;tutelle;;;;
Canari;Épouse;01/02/1980;7 rue du Nid;69003;Lyon;nid.canari@example.org;annoté;;;;;
Merle;Époux;01/02/1979;7 rue du Nid;69003;Lyon;nid.canari@example.org;annoté;;;;;
Canari;Prévenue;01/02/1970;;;;prevenue@example.org;administratif;;;02/03/2026;en consultation;Dr Numéro 1
Canari;Errant;01/02/1975;;;;;administratif;;;;;
Canari;Douteuse;01/02/1971;21 rue du Nid;69003;Lyon;douteuse@example.org;administratif;;;;;
Canari;Curieux;01/02/1972;23 rue du Nid;69003;Lyon;curieux@example.org;administratif;;;;;
Canari;Paisible;01/02/1973;25 rue du Nid;69003;Lyon;paisible@example.org;administratif;;;;;
"""
KEY = "fr.administrative.adult"


def send(case: Case, script: Script, *, by: Actor, at: datetime) -> None:
    """Everything that is due, over a real connection."""
    with smtp_server(script) as port:
        relay = Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)
        email = EmailChannel(relay, "information@avis.example.org")
        channels = {Channel.EMAIL: email, Channel.LETTER: LetterChannel()}
        while not work_batch(channels, clock=lambda: at, by=by, case=case.pk).is_idle:
            pass
        email.close()


def states(case: Case) -> Counter[str]:
    return Counter(case.notices.values_list("state", flat=True))


def write_contact(practice: Practice, contact: str) -> None:
    text = WordingText.objects.get(wording__case=practice.case, language="fr", tier="administrative", audience="adult")
    typed = {**text.parts, "subject": text.subject, "base": text.revision, "contact": contact}
    practice.post("edit_text", KEY, **typed)


def take_in_and_write(practice: Practice) -> None:
    """The list, then the text: one sentence is changed, a check finds fault with it, it is mended."""
    file = SimpleUploadedFile("liste.csv", (HEADER + ROSTER).encode())
    staged = practice.client.post(reverse("roster_upload", args=[practice.case.pk]), {"file": file})
    practice.client.post(staged["Location"], {"import": "1"})
    assert "9 de vos patients sont concernés." in practice.see("case")
    practice.post("begin_wording")
    write_contact(practice, "")
    assert "Il manque le contact" in practice.see("wording_checks")
    page = practice.see("approve")
    assert "Il manque le contact" in page
    write_contact(practice, "Appelez-nous au {telephone}, le matin.")
    assert "Il manque le contact" not in practice.see("wording_checks")


def approve(practice: Practice) -> None:
    read = practice.client.get(reverse("approve", args=[practice.case.pk])).context["read"]
    practice.post("approve", read=read)
    assert practice.case.notices.count() == 9


def decide_for_each(practice: Practice) -> None:
    """Those who wait, by reason: a letter, a word in person, a proof that it is done."""
    assert "6 patients à décider" in practice.see("case")
    for reason, choice in (
        ("minor_annotated", "letter"),
        ("protected_adult", "letter"),
        ("shared_email", "letter"),
        ("already_told", "told"),
        ("no_channel", "in_person"),
    ):
        practice.post("care_rule", reason, choice, text="")
    assert "à décider" not in practice.see("case")
    assert states(practice.case) == {State.QUEUED: 7, State.TOLD: 1, State.TO_TELL: 1}


def ask_as_a_patient(reference: str) -> None:
    patient = Client(headers={"accept-language": "fr"})
    found = patient.post(reverse("check_notice"), {"reference": reference}).content.decode()
    assert "Oui, un avis porte cette référence." in found
    asked = patient.post(
        reverse("ask"), {"reference": reference, "kind": "question", "text": "Et mes enfants ?", "reach": ""}
    )
    assert asked["Location"] == reverse("asked")


def answer_the_patient(practice: Practice) -> None:
    request = PatientRequest.objects.get(case=practice.case)
    assert "Et mes enfants" not in practice.see("patient_request", request.pk)
    shown = practice.client.post(reverse("patient_request", args=[practice.case.pk, request.pk]))
    assert "Et mes enfants" in shown.content.decode()
    assert "1 sans réponse" in practice.see("case")
    moment = timezone.localtime(timezone.now()).strftime("%Y-%m-%dT%H:%M")
    practice.post("answer_request", request.pk, told_at=moment, channel="phone", text="Ils ne sont pas concernés.")
    assert "sans réponse" not in practice.see("case")


def settle_the_doubt(practice: Practice) -> None:
    """The patient said on the telephone that the message is there."""
    assert "1 courriel en doute" in practice.see("case")
    said = {"tous": "1", "answer": "arrived", "evidence": "patient_said", "reason": "Au téléphone."}
    practice.post("doubts", **said)
    assert "en doute :" not in practice.see("case")


def hand_over_the_evidence(practice: Practice, folder: Path) -> str:
    """The package by the page, and what its own script, alone in a folder, says of it."""
    package = practice.client.post(reverse("evidence", args=[practice.case.pk])).content
    door = practice.client.get(reverse("case", args=[practice.case.pk])).context["door"]
    (folder / "preuve.zip").write_bytes(package)
    with zipfile.ZipFile(BytesIO(package)) as members:
        (folder / "verify.py").write_bytes(members.read("verify.py"))
    command = [sys.executable, "-I", "verify.py", "preuve.zip", "--key", door.fingerprint, "--language", "fr"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_from_the_list_to_the_evidence(now: datetime, by: Actor, tmp_path: Path) -> None:
    case, owner = open_practice(at=now, by=by)
    practice, post = Practice(case, owner), Script()

    with practice.at(now + HOUR) as then:
        take_in_and_write(practice)
        decide(case, at=then, by=by)
        approve(practice)
        decide_for_each(practice)

    # The connection breaks after the last line of the first message: nobody knows of it. The two others are taken.
    with practice.at(now + 2 * HOUR) as then:
        post.answers["."] = DROP
        send(case, post, by=by, at=then)
        assert states(case)[State.IN_DOUBT] == 1
        del post.answers["."]
        send(case, post, by=by, at=then)
        assert states(case) == {
            State.SENT: 2, State.IN_DOUBT: 1, State.READY_TO_PRINT: 4, State.TOLD: 1, State.TO_TELL: 1
        }  # fmt: skip
        texts = [as_text(message_from_bytes(raw, policy=mail_policy)) for raw in post.messages]
        assert all("le matin" in text for text in texts)
        practice.post("told_now", notice_of(case, "Errant").pk)
        practice.client.post(reverse("print_run", args=[case.pk]))
        ask_as_a_patient(reference_in(texts[1]))

    with practice.at(now + DAY) as then:
        answer_the_patient(practice)
        settle_the_doubt(practice)
        assert states(case) == {State.SENT: 3, State.IN_RUN: 4, State.TOLD: 2}
        filing = {"filed_at": f"{timezone.localtime(then):%Y-%m-%dT%H:%M}", "channel": "online_form", "receipt": "N-1"}
        practice.post("file_report", **filing)
        practice.post("close_case")
        said = hand_over_the_evidence(practice, tmp_path)
        closed = practice.register()

    # The mail server, the register, the log and the evidence say the same.
    assert sorted(post.recipients) == [f"<{name}@example.org>" for name in ("curieux", "douteuse", "paisible")]
    assert (closed["affected"], closed["informed"]) == (9, 5)
    assert (len(told("notice.sent")), len(told("letter.in_run"))) == (2, 4)
    assert incomplete([case.pk]) == {}
    assert "9 avis dus, 5 personnes informées, 4 pas encore ou pas du tout." in said.replace("\xa0", " ")
    assert states(case).total() == 9
    # Of the minor, the protected adult and the two who share a mailbox nothing went out by e-mail.
    assert not any(name in raw for raw in post.messages for name in (b"nid.canari", b"prevenue"))
