"""The pages of the shared facts, as the vendor, a controller and a DPO see them."""

from dataclasses import asdict
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from notifier.audit.actors import Actor
from notifier.breaches.models import BreachFacts, TakenFacts
from tests.breaches.sharing import FACTS, LATER, WORDS, Shared

pytestmark = pytest.mark.django_db
FORM = {"began_on": "2025-11-12", "ended_on": "", "categories": ["identity", "email"], "base": 0, **asdict(WORDS)}


def page(client: Client, name: str, pk: object) -> str:
    return client.get(reverse(name, args=[pk])).content.decode()


@pytest.fixture
def vendor(shared: Shared, client: Client) -> Client:
    client.force_login(shared.vendor)
    return client


@pytest.fixture
def owner(shared: Shared, client: Client) -> Client:
    client.force_login(shared.owner)
    return client


def test_the_vendor_writes_and_reads_what_it_wrote(vendor: Client, shared: Shared) -> None:
    assert vendor.post(reverse("write_facts", args=[shared.breach.pk]), FORM).status_code == 302
    assert BreachFacts.objects.get().facts == FACTS
    assert WORDS.what_fr in page(vendor, "breach_facts", shared.breach.pk)


def test_a_version_someone_else_wrote_meanwhile_is_not_passed_over(
    vendor: Client, shared: Shared, now: datetime, by: Actor
) -> None:
    shared.write(LATER, by=by, at=now)
    answer = vendor.post(reverse("write_facts", args=[shared.breach.pk]), FORM).content.decode()
    assert "Une version plus récente a été écrite entre-temps." in answer
    assert BreachFacts.objects.count() == 1


def test_a_reader_sees_what_changed(owner: Client, shared: Shared, now: datetime, by: Actor) -> None:
    shared.write(by=by, at=now)
    shared.write(LATER, base=1, by=by, at=now)
    text = page(owner, "breach_facts", shared.breach.pk)
    assert "<ins>Deux " in text
    assert "<del>Une " in text
    assert "Écrire une nouvelle version" not in text


def test_the_case_says_that_there_is_a_new_version_until_it_is_taken(
    owner: Client, shared: Shared, now: datetime, by: Actor
) -> None:
    shared.write(by=by, at=now)
    assert "nouvelle version des faits" in page(owner, "case", shared.one.pk)
    owner.post(reverse("case_facts", args=[shared.one.pk]), {"version": 1})
    assert "nouvelle version des faits" not in page(owner, "case", shared.one.pk)
    assert TakenFacts.objects.get().taken_by == shared.owner


def test_own_words_are_shown_and_outlive_a_new_version(owner: Client, shared: Shared, now: datetime, by: Actor) -> None:
    shared.write(by=by, at=now)
    mine = {**asdict(WORDS), "what_fr": "Une seule sauvegarde, celle de mars.", "version": 1}
    owner.post(reverse("adapt_facts", args=[shared.one.pk]), mine)
    shared.write(LATER, base=1, by=by, at=now)
    text = page(owner, "case_facts", shared.one.pk)
    assert "Une seule sauvegarde, celle de mars." in text
    assert "Garder et adapter mes mots" in text
    assert "Une seule sauvegarde, celle de mars." in page(owner, "adapt_facts", shared.one.pk)


@pytest.mark.parametrize("version", ["", "x", "7", "99999999999999999999"])
def test_a_version_nobody_wrote_is_not_found(
    owner: Client, shared: Shared, now: datetime, by: Actor, version: str
) -> None:
    shared.write(by=by, at=now)
    assert owner.post(reverse("case_facts", args=[shared.one.pk]), {"version": version}).status_code == 404


def test_a_controller_writes_no_facts_for_others(owner: Client, shared: Shared) -> None:
    assert owner.post(reverse("write_facts", args=[shared.breach.pk]), FORM).status_code == 403
