"""The page on which a person says what became of a message in doubt."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.models import DoubtRuling
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.delivery.doubts import put_in_doubt
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
ROWS = "".join(
    f"Canari;Iris {letter};01/02/1980;7 rue du Port;69003;Lyon;iris.{letter}@example.org;Mme;;\n" for letter in "ab"
)


@pytest.fixture
def case(now: datetime, by: Actor, client: Client, django_user_model: type[User]) -> Case:
    case = approved_case(rows=ROWS, at=now, by=by)
    put_in_doubt(2, at=now, by=by)
    client.force_login(django_user_model.objects.get())
    client.cookies["django_language"] = "fr"
    return case


def post(client: Client, case: Case, **data: object) -> str:
    return client.post(reverse("doubts", args=[case.pk]), data, follow=True).content.decode()


def states() -> list[str]:
    return sorted(Notice.objects.values_list("state", flat=True))


def test_what_is_known_is_shown_and_who_it_is_masked(case: Case, client: Client) -> None:
    page = client.get(reverse("doubts", args=[case.pk])).content.decode()
    assert "Nul ne sait si 2 courriels sont arrivés." in page
    assert "on ne sait pas si le message était déjà remis en entier" in page
    assert "une lettre partira à partir du" in page
    assert page.count("I. C.") >= 2
    assert "anari" not in page
    assert "2 courriels en doute" in client.get(reverse("case", args=[case.pk])).content.decode()


def test_one_arrived(case: Case, client: Client) -> None:
    one = Notice.objects.order_by("pk")[0]
    page = post(client, case, avis=[str(one.pk)], answer="arrived", evidence="patient_said", reason="Au téléphone.")
    assert "1 avis est compté comme arrivé." in page
    one.refresh_from_db()
    assert one.state == State.SENT
    assert states() == [State.IN_DOUBT, State.SENT]


@pytest.mark.parametrize(("answer", "warning"), [("again", "deux fois"), ("letter", "peut-être déjà arrivé")])
def test_what_sends_something_is_confirmed_first(case: Case, client: Client, answer: str, warning: str) -> None:
    filled = {"tous": "1", "answer": answer, "evidence": "nothing", "reason": "Aucune trace."}
    page = post(client, case, **filled)
    assert "Relire avant d’envoyer" in page
    assert warning in page
    assert "tous les courriels en doute" in page
    assert states() == [State.IN_DOUBT] * 2
    page = post(client, case, **filled, confirme="1")
    assert "2 avis sont remis à l’envoi." in page
    assert states() == [State.QUEUED] * 2
    assert Notice.objects.filter(may_have_had=True).count() == (2 if answer == "letter" else 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"answer": "arrived", "evidence": "patient_said", "reason": "x"}, "Cochez au moins un avis"),
        ({"tous": "1", "evidence": "nothing"}, "Choisissez une réponse."),
        ({"tous": "1", "answer": "arrived", "evidence": "patient_said"}, "Écrivez pourquoi"),
        ({"tous": "1", "answer": "arrived", "evidence": "nothing", "reason": "x"}, "Dites sur quoi cela repose"),
        ({"avis": "no id", "answer": "arrived", "evidence": "patient_said", "reason": "x"}, "Cochez au moins un avis"),
    ],
)
def test_what_is_missing_is_named_and_nothing_lost(case: Case, client: Client, data: dict[str, str], said: str) -> None:
    page = post(client, case, **data)
    assert said in page
    assert states() == [State.IN_DOUBT] * 2
    assert not DoubtRuling.objects.exists()


def test_what_somebody_settled_meanwhile_is_said(case: Case, client: Client) -> None:
    filled = {"tous": "1", "answer": "arrived", "evidence": "relay_said", "reason": "Lu dans son journal."}
    post(client, case, **filled)
    assert "Ces doutes étaient déjà levés." in post(client, case, **filled)


def test_a_closed_case_is_only_read(case: Case, client: Client, now: datetime) -> None:
    Case.objects.update(closed_at=now)
    assert "<fieldset" not in client.get(reverse("doubts", args=[case.pk])).content.decode()
    post(client, case, tous="1", answer="arrived", evidence="relay_said", reason="x")
    assert states() == [State.IN_DOUBT] * 2
