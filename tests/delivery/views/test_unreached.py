"""Who has not been reached: the page, both files, and trying again."""

import csv
from datetime import datetime
from io import StringIO

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.lib.ids import reference_digest, uuid7
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client, django_user_model: type[User]) -> Case:
    case = approved_case(emails=2, at=now, by=by)
    for place, notice in enumerate(Notice.objects.order_by("pk")):
        Attempt.objects.create(
            id=uuid7(now, bytes([place] * 10)), notice=notice, number=1, channel="email", started_at=now, ended_at=now,
            outcome=Outcome.REFUSED, code=("550", "connection_lost")[place],
        )  # fmt: skip
    Notice.objects.update(state=State.FAILED)
    client.force_login(django_user_model.objects.get())
    client.cookies["django_language"] = "fr"
    return case


def lines_of(answer: object) -> list[dict[str, str]]:
    assert isinstance(answer, StreamingHttpResponse)
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_who_was_not_reached_is_shown_masked_with_the_reason(case: Case, client: Client) -> None:
    page = client.get(reverse("unreached", args=[case.pk])).content.decode()
    assert "2 patients ne sont pas encore informés." in page
    assert "Le relais refuse cette adresse (réponse 550)" in page
    assert "La connexion au relais s’est rompue, à chaque essai" in page
    assert page.count("E. C.") == 2
    assert "Canari" not in page
    assert "2 envois en échec" in client.get(reverse("case", args=[case.pk])).content.decode()


def test_every_count_opens(case: Case, client: Client) -> None:
    page = client.get(reverse("unreached", args=[case.pk]), {"raison": "failed.550"}).content.decode()
    assert page.count("E. C.") == 1
    strange = client.get(reverse("unreached", args=[case.pk]), {"raison": "<script>x</script>"}).content.decode()
    assert "Personne n’est dans ce cas." in strange
    assert "<script>x" not in strange


def test_the_controller_tries_again_what_may_fare_better(case: Case, client: Client) -> None:
    page = client.post(reverse("requeue_failed", args=[case.pk]), follow=True).content.decode()
    assert "1 avis est remis à l’envoi." in page
    assert sorted(Notice.objects.values_list("state", flat=True)) == [State.FAILED, State.QUEUED]
    page = client.post(reverse("requeue_failed", args=[case.pk]), {"refus": "1"}, follow=True).content.decode()
    assert "1 avis est remis à l’envoi." in page
    assert set(Notice.objects.values_list("state", flat=True)) == {State.QUEUED}


def test_a_closed_case_says_so(case: Case, now: datetime, client: Client) -> None:
    Case.objects.update(closed_at=now)
    page = client.post(reverse("requeue_failed", args=[case.pk]), follow=True).content.decode()
    assert "Ce dossier est clos" in page


def test_the_file_without_names_names_nobody(case: Case, client: Client) -> None:
    before = Event.objects.count()
    answer = client.get(reverse("unreached_csv", args=[case.pk]))
    rows = lines_of(answer)
    assert {row["Code"] for row in rows} == {"failed.550", "failed.connection_lost"}
    digests = {reference_digest(notice.reference) for notice in Notice.objects.all()}
    assert {row["Empreinte de la référence"] for row in rows} == digests
    assert "anari" not in str(rows)
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.count() == before


def test_the_file_with_names_leaves_an_event(case: Case, client: Client) -> None:
    answer = client.post(reverse("unreached_names", args=[case.pk]))
    rows = lines_of(answer)
    assert {row["Nom"] for row in rows} == {"Canari"}
    assert {row["Courriel"] for row in rows} == {"canari0@example.org", "canari1@example.org"}
    assert "Le relais refuse cette adresse (réponse 550)" in {row["Raison"] for row in rows}
    event = Event.objects.get(kind="unreached.exported")
    assert b'"count":2' in bytes(event.body)
    assert b"anari" not in bytes(event.body)
    assert client.get(reverse("unreached_names", args=[case.pk])).status_code == 405


def test_an_erased_case_gives_no_file(case: Case, now: datetime, client: Client) -> None:
    Case.objects.update(closed_at=now, erasing_at=now)
    assert client.get(reverse("unreached_csv", args=[case.pk])).status_code == 404
    assert client.post(reverse("unreached_names", args=[case.pk])).status_code == 404
    assert not Event.objects.filter(kind="unreached.exported").exists()
