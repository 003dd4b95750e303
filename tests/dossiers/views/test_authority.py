"""Filling the authority's file and taking it away."""

import json
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.dossiers.actions.authority import save_answers
from notifier.dossiers.queries.authority import answers_of
from notifier.law.template.table import CURRENT
from tests.dossiers.actions.test_authority import WHOLE
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db
NATURE, SUBJECTS, TELLING = 6, 7, 13


@pytest.fixture
def client(decider: User, now: datetime) -> Client:
    client = Client(headers={"accept-language": "fr"})
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        client.force_login(decider)
    return client


def page(client: Client, now: datetime, case: Case, number: int | None = None) -> str:
    name, more = ("authority_section", [number]) if number else ("authority_file", [])
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        answer = client.get(reverse(name, args=[case.pk, *more]))
    assert answer.status_code == 200
    return answer.content.decode()


def save(client: Client, now: datetime, case: Case, number: int, **data: object) -> str:
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        return client.post(reverse("authority_section", args=[case.pk, number]), data).headers.get("Location", "")


def test_what_is_missing_leads_to_its_row(client: Client, ended: Case, now: datetime) -> None:
    text = page(client, now, ended)
    assert "rubriques à voir" in text
    assert f'href="{reverse("authority_section", args=[ended.pk, NATURE])}#row-61"' in text
    assert 'id="row-61"' in page(client, now, ended, NATURE)
    assert "n’arrête pas le délai" in text


def test_what_is_live_is_shown_and_not_asked(client: Client, ended: Case, now: datetime) -> None:
    text = page(client, now, ended, SUBJECTS)
    assert 'name="row_68"' not in text
    assert 'name="row_66"' in text
    told_page = page(client, now, ended, TELLING)
    assert "ni courriel ni adresse utilisable" in told_page
    assert 'name="row_103"' in told_page


def test_an_answer_is_kept_and_what_is_known_anyway_is_not(client: Client, ended: Case, now: datetime) -> None:
    known = "Patients\N{NO-BREAK SPACE}: 4"
    assert save(client, now, ended, SUBJECTS, row_65=["e"], row_66=known) == reverse("authority_file", args=[ended.pk])
    assert answers_of(ended, CURRENT) == {}
    save(client, now, ended, SUBJECTS, row_65=["e", "i"], row_66=f"{known}\r\nsuivis depuis 2011")
    assert answers_of(ended, CURRENT) == {65: ("e", "i"), 66: f"{known}\nsuivis depuis 2011"}


def test_an_answer_that_opens_a_row_brings_back_to_it(client: Client, ended: Case, now: datetime) -> None:
    here = reverse("authority_section", args=[ended.pk, NATURE])
    data = {"row_55": ["c"], "row_60": ["g"], "row_61": "d", "row_62": "x", "row_63": "y"}
    assert save(client, now, ended, NATURE, **data) == here
    assert 'name="row_59"' in page(client, now, ended, NATURE)
    assert save(client, now, ended, NATURE, **data, row_59="a") == reverse("authority_file", args=[ended.pk])


def test_to_be_determined_is_offered_only_in_an_incomplete_file(
    client: Client, ended: Case, now: datetime, by: Actor
) -> None:
    assert "à déterminer" in page(client, now, ended, NATURE)
    save_answers(case=ended, answers={4: "a"}, by=by, at=now)
    assert "à déterminer" not in page(client, now, ended, NATURE)


def test_nothing_is_withdrawn_that_was_not_filed(client: Client, unfiled: Case, now: datetime, by: Actor) -> None:
    assert "retrait" not in page(client, now, unfiled, 1)
    record_filing(case=unfiled, filed_at=now, channel=FilingChannel.POST, receipt="N-7", by=by, at=now)
    text = page(client, now, unfiled, 1)
    assert "retrait" in text
    assert "N-7" in text
    assert 'name="row_6"' not in text


def test_a_wrong_number_comes_back(client: Client, ended: Case, now: datetime) -> None:
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        answer = client.post(reverse("authority_section", args=[ended.pk, 8]), {"row_72": "a", "row_73": "-1"})
    assert "À corriger" in answer.content.decode()


def test_the_file_is_taken_away(client: Client, unfiled: Case, now: datetime, by: Actor) -> None:
    address = reverse("authority_export", args=[unfiled.pk])
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        pdf = client.post(address, {"format": "pdf"})
        refused = client.post(address, {"format": "json"})
        save_answers(case=unfiled, answers=WHOLE, by=by, at=now)
        file = client.post(address, {"format": "json"})
        unknown = client.post(address, {"format": "csv"})
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Content-Disposition"] == f'attachment; filename="cnil-{str(unfiled.pk)[-12:]}-2026-03-04.pdf"'
    assert refused["Location"] == reverse("authority_file", args=[unfiled.pk])
    assert json.loads(file.content)["field_68"] == 4
    assert unknown.status_code == 404
    assert [said["format"] for said in told("authority_file.exported")] == ["pdf", "json"]
    assert "Rien ne manque" in page(client, now, unfiled)


def test_of_an_erased_case_nothing_is_left_to_read(client: Client, ended: Case, now: datetime) -> None:
    Case.objects.update(closed_at=now, erasing_at=now)
    assert "ont été effacées" in page(client, now, ended)
    assert "ont été effacées" in page(client, now, ended, NATURE)
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        assert client.post(reverse("authority_export", args=[ended.pk])).status_code == 404


def test_there_is_no_seventeenth_section(client: Client, ended: Case, now: datetime) -> None:
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        statuses = [client.get(reverse("authority_section", args=[ended.pk, n])).status_code for n in (0, 1, 16, 17)]
    assert statuses == [404, 200, 200, 404]
