"""The page on which the controller tells more: what would happen, to how many, and what was told since."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.choices import State
from notifier.notices.models import Notice, Wording
from tests.notices.people import make_team
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(now: datetime, by: Actor, client: Client) -> Case:
    """Three people who were told by e-mail; more leaked of one of them. A fourth was never told."""
    case = approved_case(emails=3, held=1, at=now, by=by)
    case.notices.filter(state=State.QUEUED).update(state=State.SENT)
    marked = case.notices.filter(state=State.SENT).order_by("pk")[0]
    Notice.objects.filter(pk=marked.pk).update(more_leaked_at=now)
    client.force_login(owner_of(case))
    client.cookies["django_language"] = "fr"
    return case


def owner_of(case: Case) -> User:
    user = case.controller.physicians.get().user
    assert user is not None
    return user


def page(case: Case) -> str:
    return reverse("follow_ups", args=[case.pk])


def approve(client: Client, case: Case) -> None:
    address = reverse("approve", args=[case.pk])
    client.post(address, {"read": client.get(address).context["read"]})


def test_the_case_page_leads_to_it(case: Case, client: Client) -> None:
    assert page(case) in client.get(reverse("case", args=[case.pk])).content.decode()


@pytest.mark.parametrize(("kind", "count"), [("more_leaked", 1), ("correction", 3)])
def test_from_the_page_to_the_approval(case: Case, client: Client, kind: str, count: int) -> None:
    view = client.get(page(case)).context["view"]
    assert {"more_leaked": view.more_leaked, "correction": view.corrections}[kind] == count
    assert client.post(page(case), {"sorte": kind}).headers["Location"] == reverse("wording", args=[case.pk])
    assert "(avis n°\u00a02)" in client.get(reverse("wording", args=[case.pk])).context["email"].subject
    asked = client.get(reverse("approve", args=[case.pk]))
    assert asked.context["total"] == count
    assert "Écrire de nouveau" in asked.content.decode()
    approve(client, case)
    assert case.notices.filter(number=2, state=State.QUEUED).count() == count
    round_ = client.get(page(case)).context["view"].rounds[0]
    assert (round_.total, round_.moving, round_.informed) == (count, count, 0)


def test_the_sums_of_the_case_page_stay(case: Case, client: Client) -> None:
    address = reverse("case", args=[case.pk])
    before = client.get(address).context["view"].sums.by_state
    client.post(page(case), {"sorte": "correction"})
    approve(client, case)
    view = client.get(address).context["view"]
    assert (view.sums.by_state, view.follow_up) == (before, 0)
    assert (view.unowed, view.draft) == (0, None)


def test_a_follow_up_is_given_up(case: Case, client: Client) -> None:
    client.post(page(case), {"sorte": "correction"})
    answer = client.post(reverse("give_up_follow_up", args=[case.pk]))
    assert answer.headers["Location"] == page(case)
    assert client.get(page(case)).context["view"].draft is None
    assert "abandonnée" in client.get(reverse("wording", args=[case.pk])).content.decode()
    assert client.post(reverse("give_up_follow_up", args=[case.pk])).headers["Location"] == page(case)


def test_without_a_kind_nothing_begins(case: Case, client: Client) -> None:
    assert client.post(page(case), {"sorte": "autre"}).context["refused"] == "no_kind"
    assert Wording.objects.exclude(follow_up="").count() == 0


def test_who_prepares_reads_and_does_not_begin(case: Case, client: Client, now: datetime, by: Actor) -> None:
    client.force_login(make_team(case, owner_of(case), at=now, by=by).assistant)
    assert client.get(page(case)).status_code == 200
    assert client.post(page(case), {"sorte": "correction"}).status_code == 403
    assert client.post(reverse("give_up_follow_up", args=[case.pk])).status_code == 403
