"""Advice, orders, public notices and delays on their pages, and reading a document again."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import Advice, Decision, Order
from notifier.breaches.queries.deciding import is_delayed
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Client, now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    client.force_login(cast.owner)
    client.cookies["django_language"] = "fr"
    return cast


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("piece.pdf", b"%PDF Canari")


def post(client: Client, cast: Cast, name: str, **typed: object) -> str:
    answer = client.post(reverse(name, args=[cast.case.pk]), typed)
    return answer.content.decode() if answer.status_code == 200 else answer["Location"]


def decisions(cast: Cast) -> str:
    return reverse("decisions", args=[cast.case.pk])


def test_a_dpo_advises(client: Client, cast: Cast) -> None:
    client.force_login(cast.dpo)
    assert "Un avis dit quelque chose" in post(client, cast, "advise", why="x")
    assert post(client, cast, "advise", risk="high", authority="no", why="Motif Canari") == decisions(cast)
    given = Advice.objects.get()
    assert (given.risk, given.notifies_authority, given.telling) == ("high", False, "")
    assert "Motif Canari" in client.get(decisions(cast)).content.decode()


def test_an_order_is_recorded_and_its_document_read_again(client: Client, cast: Cast) -> None:
    assert "Joignez la pièce." in post(client, cast, "order", kind="communicate", received_at="2026-03-04T09:00")
    assert "n’est pas à venir" in post(
        client, cast, "order", kind="communicate", received_at="2099-03-04T09:00", file=paper()
    )
    assert post(
        client, cast, "order", kind="communicate", received_at="2026-03-04T09:00", file=paper()
    ) == decisions(cast)  # fmt: skip
    document = Order.objects.get().document
    address = reverse("document", args=[cast.case.pk, document.pk])
    answer = client.get(address)
    assert (answer.content, answer["Content-Type"]) == (b"%PDF Canari", "application/octet-stream")
    assert "piece.pdf" not in answer["Content-Disposition"]
    for name, status in (("dpo", 200), ("auditor", 200), ("operator", 403), ("stranger", 404), ("vendor", 404)):
        client.force_login(cast.everyone[name])
        assert client.get(address).status_code == status, name


def test_a_press_release_alone_is_not_enough(client: Client, cast: Cast) -> None:
    typed = {"published_at": "2026-03-04T09:00", "why_equally_effective": "lu", "names_the_data": "on"}
    text = post(client, cast, "public_notice", channels=["press_release"], file=paper(), **typed)
    assert "Un communiqué seul ne suffit pas" in text
    assert post(client, cast, "public_notice", channels=["own_website"], file=paper(), **typed) == decisions(cast)
    assert "Notre site internet" in client.get(decisions(cast)).content.decode()


def test_a_delay_is_asked_for_and_lifted(client: Client, cast: Cast, now: datetime) -> None:
    review = (now + timedelta(days=9)).date()
    typed = {"asked_by": "Parquet", "asked_at": "2026-03-04T09:00", "reason": "enquête"}
    assert "une date de revue" in post(client, cast, "delay_telling", file=paper(), **typed)
    post(client, cast, "delay_telling", file=paper(), review_on=review.isoformat(), **typed)
    assert is_delayed(cast.case, now.date())
    assert "Ne plus attendre" in client.get(decisions(cast)).content.decode()
    for _ in range(2):
        assert post(client, cast, "lift_delay") == decisions(cast)
    assert [row.value for row in Decision.objects.order_by("number")] == ["yes", "no"]


def test_a_document_of_another_case_is_not_there(client: Client, cast: Cast) -> None:
    post(client, cast, "order", kind="communicate", received_at="2026-03-04T09:00", file=paper())
    document = Order.objects.get().document
    client.force_login(cast.stranger)
    theirs = cast.stranger.memberships.get().organisation.controller.cases.get()
    assert client.get(reverse("document", args=[theirs.pk, document.pk])).status_code == 404


def test_a_closed_case_takes_nothing(client: Client, cast: Cast, now: datetime) -> None:
    cast.case.closed_at = now
    cast.case.save()
    for name in ("order", "public_notice", "delay_telling"):
        assert client.get(reverse(name, args=[cast.case.pk])).status_code == 302
