import pytest
from django.test import Client
from django.urls import reverse

from notifier.breaches.models import Case
from notifier.notices.models import Wording, WordingComment
from tests.notices.people import Team

pytestmark = pytest.mark.django_db


def test_a_remark_goes_from_the_dpo_to_the_practice(case: Case, draft: Wording, team: Team, client: Client) -> None:
    address = reverse("wording_comments", args=[case.pk])
    client.force_login(team.dpo)
    place = "fr.annotated.adult.contact"
    assert client.get(address, {"lieu": place}).context["form"].initial["place"] == place
    client.post(address, {"place": place, "text": "Donnez les heures d’ouverture."})
    client.force_login(team.assistant)
    page = client.get(address).content.decode()
    assert "Donnez les heures d’ouverture." in page
    assert team.dpo.name in page
    comment = WordingComment.objects.get()
    assert (comment.language, comment.part) == ("fr", "contact")
    client.post(reverse("resolve_comment", args=[case.pk, comment.pk]))
    assert f"réglée par {team.assistant.name}" in client.get(address).content.decode()


@pytest.mark.parametrize("posted", [{"text": ""}, {"text": "  "}, {"text": "x", "place": "fr.annotated.adult.nope"}])
def test_what_is_no_remark_is_refused(
    case: Case, draft: Wording, team: Team, client: Client, posted: dict[str, str]
) -> None:
    client.force_login(team.dpo)
    answer = client.post(reverse("wording_comments", args=[case.pk]), posted)
    assert answer.context["form"].errors
    assert not WordingComment.objects.exists()


def test_a_remark_of_another_case_is_not_found(case: Case, draft: Wording, team: Team, client: Client) -> None:
    client.force_login(team.dpo)
    address = reverse("resolve_comment", args=[case.pk, "00000000-0000-0000-0000-000000000000"])
    assert client.post(address).status_code == 404
