"""The page of the pace, for whoever may set it and whoever may only look."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import claim_batch, set_pace
from notifier.delivery.models import CasePace
from notifier.delivery.rules.waves import MANY
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from notifier.rosters.models import Patient
from tests.cast import Cast, make_cast
from tests.worlds import roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    """Six patients by e-mail, all due."""
    cast = make_cast(at=now, by=by)
    case, owner = cast.case, cast.owner
    import_roster(case=case, data=roster(emails=6), confirmed=frozenset(), user=owner, by=by, at=now)
    approve_wording(wording=draft_wording(case=case, by=by, at=now), approver=owner, by=by, at=now)
    return cast


def as_user(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.everyone[name])
    client.cookies["django_language"] = "fr"
    return client


def page_of(cast: Cast, name: str = "owner") -> str:
    return as_user(cast, name).get(reverse("pace_case", args=[cast.case.pk])).content.decode()


def case_page(cast: Cast, name: str = "owner") -> str:
    return as_user(cast, name).get(reverse("case", args=[cast.case.pk])).content.decode()


def test_the_controller_sets_it_and_sees_what_is_set(cast: Cast) -> None:
    client, address = as_user(cast, "owner"), reverse("pace_case", args=[cast.case.pk])
    given = {"per_day": "2", "quiet_from": "20:00", "quiet_until": "08:00"}
    page = client.post(address, given, follow=True).content.decode()
    assert "Le rythme des courriels est réglé." in page
    found = CasePace.objects.get()
    assert (found.per_day, found.quiet_from, found.quiet_until) == (2, time(20), time(8))
    assert 'value="20:00"' in page
    assert "Europe/Paris" in page
    client.post(address, {"per_day": "", "quiet_from": "", "quiet_until": ""})
    assert CasePace.objects.get().per_day is None


@pytest.mark.parametrize("name", ["assistant", "dpo", "auditor", "operator"])
def test_others_see_it_and_cannot_set_it(cast: Cast, now: datetime, by: Actor, name: str) -> None:
    set_pace(case=cast.case, per_day=200, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    page = page_of(cast, name)
    assert "200" in page
    assert "20:00–08:00" in page
    assert "Régler le rythme" not in page
    address = reverse("pace_case", args=[cast.case.pk])
    assert as_user(cast, name).post(address, {"per_day": "1"}).status_code == 403
    assert CasePace.objects.get().per_day == 200


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"per_day": "0"}, "d’au moins 1"),
        ({"per_day": "-5"}, "d’au moins 1"),
        ({"per_day": "beaucoup"}, "d’au moins 1"),
        ({"per_day": "99999999"}, "trop grand"),
        ({"quiet_from": "20:00"}, "ou ni l’un ni l’autre"),
        ({"quiet_from": "08:00", "quiet_until": "08:00"}, "au moins six heures"),
        ({"quiet_from": "25:00", "quiet_until": "08:00"}, "comme 20:00"),
    ],
)
def test_what_cannot_be_is_asked_again(cast: Cast, given: dict[str, str], said: str) -> None:
    page = as_user(cast, "owner").post(reverse("pace_case", args=[cast.case.pk]), given).content.decode()
    assert "À corriger" in page
    assert said in page
    assert not CasePace.objects.exists()


def test_what_waits_is_said_with_the_reason_and_when_it_goes(cast: Cast, by: Actor) -> None:
    at = timezone.now()
    set_pace(case=cast.case, per_day=4, by=by, at=at)
    assert claim_batch(channels=[Channel.EMAIL], size=10, case=None, by=by, at=at) is not None
    for page in (page_of(cast), case_page(cast)):
        assert "Le nombre de patients par médecin est atteint pour aujourd’hui." in page
        assert "la suite part le" in page
        assert "C’est le nombre de patients par médecin et par jour (4) qui décide de la fin." in page
    assert "4 sur 4" in page_of(cast)


def test_in_the_quiet_hours_the_page_says_when_it_goes_on(cast: Cast, now: datetime, by: Actor) -> None:
    set_pace(case=cast.case, per_day=None, quiet_from=time(20), quiet_until=time(8), by=by, at=now)
    with time_machine.travel(datetime(2026, 3, 4, 22, tzinfo=UTC), tick=False):
        page = case_page(cast)
    assert "Rien ne part pendant les heures calmes" in page
    assert "la suite part le jeudi 5 mars 2026, 8" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_waves_that_end_too_late_say_so_and_are_raised_in_one_step(cast: Cast, now: datetime, by: Actor) -> None:
    with time_machine.travel(now, tick=False):
        set_pace(case=cast.case, per_day=1, by=by, at=now)
        Case.objects.update(aware_at=now - timedelta(days=2, hours=12))
        pages = [page_of(cast), case_page(cast)]
        for page in pages:
            assert "visé pour prévenir tout le monde" in page
            assert "Passer à 2 patients par médecin et par jour" in page
        assert "Passer à" not in page_of(cast, "assistant") + case_page(cast, "assistant")
        as_user(cast, "owner").post(reverse("pace_case", args=[cast.case.pk]), {"per_day": "2"})
        assert CasePace.objects.get().per_day == 2
        assert "visé pour" not in page_of(cast)


def test_once_the_target_is_past_only_lifting_helps(cast: Cast, now: datetime, by: Actor) -> None:
    with time_machine.travel(now, tick=False):
        set_pace(case=cast.case, per_day=1, by=by, at=now)
        Case.objects.update(aware_at=now - timedelta(days=90))
        assert "Lever la limite par médecin et par jour" in page_of(cast)


def test_many_patients_of_one_physician_have_waves_proposed(cast: Cast, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        assert "Nous proposons" not in page_of(cast)
        notice = Notice.objects.select_related("patient").first()
        assert notice is not None
        assert notice.patient is not None
        _many(notice, MANY)
        page = page_of(cast)
        assert f"Nous proposons {MANY} patients par médecin et par jour" in page
        # Not written into the form: who only sets the hours did not ask for it.
        assert f'name="per_day" value="{MANY}"' in page
        assert page.count(f'value="{MANY}"') == 1


def _many(notice: Notice, count: int) -> None:
    """So many more like it."""
    patient = notice.recipient
    twins = [
        Patient(**_values(patient) | {"id": f"00000000-0000-4000-8000-{n:012d}", "person_index": b"%016d" % n})
        for n in range(count)
    ]
    Patient.objects.bulk_create(twins)
    Notice.objects.bulk_create(
        Notice(**_values(notice) | {"id": twin.pk, "patient_id": twin.pk, "reference": f"M-{n}", "state": State.QUEUED})
        for n, twin in enumerate(twins)
    )


def _values(row: Patient | Notice) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_before_the_approval_those_count_who_will_be_written_to(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    import_roster(case=cast.case, data=roster(emails=3), confirmed=frozenset(), user=cast.owner, by=by, at=now)
    page = page_of(cast)
    assert '<td class="number">3</td>' in page


def test_an_erased_or_closed_case_is_not_set(cast: Cast, now: datetime) -> None:
    Case.objects.update(closed_at=now)
    page = as_user(cast, "owner").post(reverse("pace_case", args=[cast.case.pk]), {"per_day": "5"}).content.decode()
    assert "rien n’en part plus" in page
    assert not CasePace.objects.exists()
