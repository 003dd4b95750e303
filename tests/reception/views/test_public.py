"""The patients' page: it confirms what was sent, tells a guesser nothing, and takes requests unseen."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Breach, Case
from notifier.lib.ids import new_reference
from notifier.notices.choices import RequestKind, State
from notifier.notices.models import Notice, PatientRequest
from notifier.reception.queries.requests import words_of
from notifier.vault.keystore import destroy_data_key

pytestmark = pytest.mark.django_db
PAGE = "/avis/"
GENUINE = "Oui, un avis porte cette référence."
UNKNOWN = "Nous ne trouvons pas cette référence."
NEVER = new_reference(b"\x07" * 8)
TOKEN = re.compile(rb'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"')


def ask(client: Client, reference: str) -> str:
    return client.post(PAGE, {"reference": reference}).content.decode()


def test_an_issued_notice_is_confirmed_with_its_day_and_channel(client: Client, notice: Notice) -> None:
    page = ask(client, notice.reference)
    assert GENUINE in page
    assert "par courriel le 4\u00a0mars 2026" in page


def test_it_may_be_typed_carelessly(client: Client, notice: Notice) -> None:
    assert GENUINE in ask(client, f" {notice.reference.lower().replace('-', ' ')} ")


def test_nothing_is_shown_about_anyone(client: Client, notice: Notice) -> None:
    page = ask(client, notice.reference)
    said = ("Canari", "Emilie", "Numéro", "canari0", str(notice.pk), notice.reference)
    assert [word for word in said if word in page] == []


@pytest.mark.parametrize("reference", ["7K3M-9QXT-2W4F-H", "", "x" * 41, "<script>", "0000-0000-0000-0"])
def test_an_unknown_reference_is_answered_calmly(client: Client, reference: str, notice: Notice) -> None:
    page = ask(client, reference)
    assert GENUINE not in page
    assert len(reference) in {0, 41} or UNKNOWN in page


def body(client: Client, reference: str) -> bytes:
    """What comes back, but for the token that differs each time."""
    answer = client.post(PAGE, {"reference": reference})
    assert answer.status_code == 200
    return TOKEN.sub(b"", answer.content)


def test_a_guesser_gets_the_same_bytes_whatever_is_not_so(client: Client, notice: Notice) -> None:
    unknown = body(client, NEVER)
    assert UNKNOWN.encode() in unknown
    assert body(client, "nonsense") == unknown
    for state in (State.QUEUED, State.HELD, State.FAILED, State.READY_TO_PRINT, State.WITHDRAWN):
        Notice.objects.update(state=state)
        assert body(client, notice.reference) == unknown
    Notice.objects.all().delete()
    assert body(client, notice.reference) == unknown


def test_after_the_erasure_a_sent_notice_is_still_confirmed(client: Client, notice: Notice, now: datetime) -> None:
    Notice.objects.update(patient=None)
    Case.objects.update(closed_at=now, erasing_at=now, erased_at=now)
    destroy_data_key(notice.case_id)
    assert GENUINE in ask(client, notice.reference)


def test_every_answer_warns_that_a_reference_can_be_copied(client: Client, notice: Notice) -> None:
    page = ask(client, notice.reference)
    assert "Une référence peut être recopiée par un escroc." in page
    assert "est faux" in page
    assert "lettre est vraie" not in page


def test_a_drill_says_that_it_is_one(client: Client, notice: Notice) -> None:
    Breach.objects.update(is_drill=True)
    page = ask(client, notice.reference)
    assert "Cette référence vient d’un exercice." in page
    assert GENUINE not in page


def test_the_reference_is_not_taken_from_the_address(client: Client, notice: Notice) -> None:
    assert GENUINE not in client.get(PAGE, {"reference": notice.reference}).content.decode()


def test_everyone_is_helped_without_a_reference(client: Client) -> None:
    page = client.get(reverse("advice")).content.decode()
    for word in ("cybermalveillance.gouv.fr", "33700", "gendarmerie", "CNIL, Service des plaintes", "DPO", "17"):
        assert word in page
    assert "http" not in page.split("<main")[1]


@pytest.mark.parametrize("name", ["check_notice", "advice", "ask", "asked"])
def test_the_pages_speak_english_as_well(client: Client, name: str) -> None:
    client.cookies["django_language"] = "en"
    page = client.get(reverse(name)).content.decode()
    assert '<html lang="en">' in page
    assert re.findall(r">[^<]*\b(?:vous|votre|données)\b[^<]*<", page) == []


# What is asked for.


def filled(notice: Notice | None, **more: str) -> dict[str, str]:
    return {"reference": notice.reference if notice else NEVER, "kind": "access", "token": str(uuid4()), **more}


def test_a_request_reaches_the_practice_sealed(client: Client, notice: Notice, by: Actor) -> None:
    typed = filled(notice, kind="paper", form="large", text="Canari écrit.", reach="06 00 00 00 01")
    answer = client.post(reverse("ask"), typed)
    assert (answer.status_code, answer["Location"]) == (302, reverse("asked"))
    row = PatientRequest.objects.get()
    assert (row.case_id, row.notice_id, row.kind, row.channel) == (notice.case_id, notice.pk, "paper", "page")
    said = words_of(row).said
    assert (said.text, said.reach, said.form) == ("Canari écrit.", "06 00 00 00 01", "large")


def test_a_wrong_reference_gets_the_same_answer_and_is_kept_nowhere(client: Client, notice: Notice) -> None:
    events = Event.objects.count()
    good, wrong = (client.post(reverse("ask"), filled(one)) for one in (notice, None))
    assert (good.status_code, good["Location"], good.content) == (wrong.status_code, wrong["Location"], wrong.content)
    assert PatientRequest.objects.count() == 1
    assert Event.objects.count() == events + 1
    pages = [TOKEN.sub(b"", client.get(reverse("asked")).content) for _ in range(2)]
    assert pages[0] == pages[1]


def test_sending_twice_is_one_request_and_changing_it_makes_another(client: Client, notice: Notice) -> None:
    typed = filled(notice)
    for _ in range(2):
        client.post(reverse("ask"), typed)
    assert PatientRequest.objects.count() == 1
    client.post(reverse("ask"), {**typed, "text": "Et encore ceci."})
    assert PatientRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reference": "7K3M-9QXT-2W4F-H"}, "Cette référence est mal recopiée."),
        ({"reference": ""}, "Tapez la référence"),
        ({"kind": ""}, "Choisissez ce que vous voulez."),
        ({"kind": "anything"}, "Sélectionnez un choix valide"),
        ({"kind": "question"}, "Écrivez votre question."),
        ({"text": "x" * 2001}, "2000"),
        ({"token": "nonsense"}, "UUID"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_nothing_typed_is_lost(
    client: Client, notice: Notice, more: dict[str, str], said: str
) -> None:
    page = client.post(reverse("ask"), {**filled(notice, reach="Chez ma fille"), **more}).content.decode()
    assert said in page or "token" in more
    assert "Chez ma fille" in page
    assert PatientRequest.objects.count() == 0


@pytest.mark.parametrize("kind", RequestKind)
def test_every_kind_can_be_asked_for(client: Client, notice: Notice, kind: RequestKind) -> None:
    client.post(reverse("ask"), filled(notice, kind=kind, text="Bonjour"))
    assert PatientRequest.objects.get().kind == kind


def test_no_event_holds_a_word_or_the_reference(client: Client, notice: Notice) -> None:
    client.post(reverse("ask"), filled(notice, text="Canari", reach="0600000001"))
    client.post(PAGE, {"reference": notice.reference})
    bodies = b"".join(bytes(event.body) for event in Event.objects.all())
    assert b"request.received" in bodies
    said = (b"Canari", b"0600000001", notice.reference.encode())
    assert [word for word in said if word in bodies] == []


def test_under_a_flood_what_was_typed_stays(client: Client, notice: Notice) -> None:
    for _ in range(10):
        client.post(reverse("ask"), {})
    answer = client.post(reverse("ask"), filled(notice, text="Gardez ceci."))
    assert (answer.status_code, PatientRequest.objects.count()) == (429, 0)
    assert "Gardez ceci." in answer.content.decode()


def test_no_log_holds_a_word_or_the_reference(client: Client, notice: Notice, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    client.post(reverse("ask"), filled(notice, text="Canari", reach="0600000001"))
    for _ in range(70):
        client.post(PAGE, {"reference": notice.reference})
    client.post(reverse("ask"), filled(notice, text="Canari" * 9_000))
    Client(enforce_csrf_checks=True).post(PAGE, {"reference": notice.reference})
    assert "Too Many Requests" in caplog.text
    assert "Forbidden" in caplog.text
    assert [word for word in ("Canari", "0600000001", notice.reference) if word in caplog.text] == []
