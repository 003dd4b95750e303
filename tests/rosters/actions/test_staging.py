from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.rosters.actions import RosterRefused, discard_staged, discard_stale, import_staged, stage_roster
from notifier.rosters.models import StagedRoster
from notifier.rosters.queries import examine_staged, open_staged

pytestmark = pytest.mark.django_db
DATA = "nom;prénom;courriel;dossier\nCanari;Zoé;zoe@example.org;12\n".encode()


def test_an_upload_is_kept_sealed_and_can_be_looked_at(case: Case, now: datetime, by: Actor) -> None:
    staged = stage_roster(case=case, data=DATA, by=by, at=now)

    found = examine_staged(staged, today=now.date(), confirmed=frozenset())
    assert (found.verdict, found.asks, found.good) == ("ask", ("unknown_column",), 1)
    assert (staged.uploaded_at, staged.uploaded_by) == (now, str(by))
    assert open_staged(StagedRoster.objects.get()) == DATA
    assert b"Canari" not in bytes(staged.sealed)
    event = Event.objects.get(kind="roster.staged")
    assert read_event(event.body)["data"] == {"total": 1, "good": 1, "verdict": "ask"}


@pytest.mark.parametrize("header", ["NIR", "Notes", "Commentaires"])
def test_a_forbidden_column_is_never_kept(header: str, case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(RosterRefused) as refusal:
        stage_roster(case=case, data=DATA.replace(b"dossier", header.encode()), by=by, at=now)

    assert refusal.value.examination.reason == "forbidden_column"
    assert not StagedRoster.objects.exists()


def test_importing_an_upload_deletes_it(case: Case, now: datetime, by: Actor) -> None:
    staged = stage_roster(case=case, data=DATA, by=by, at=now)

    roster = import_staged(staged=staged, confirmed=frozenset({"unknown_column"}), by=by, at=now)

    assert (roster.total, case.patients.count(), StagedRoster.objects.count()) == (1, 1, 0)
    with pytest.raises(StagedRoster.DoesNotExist):
        import_staged(staged=staged, confirmed=frozenset(), by=by, at=now)


def test_an_upload_in_doubt_stays(case: Case, now: datetime, by: Actor) -> None:
    staged = stage_roster(case=case, data=DATA, by=by, at=now)

    with pytest.raises(RosterRefused):
        import_staged(staged=staged, confirmed=frozenset(), by=by, at=now)

    assert (StagedRoster.objects.count(), case.patients.count()) == (1, 0)


def test_an_upload_is_thrown_away_once(case: Case, now: datetime, by: Actor) -> None:
    staged = stage_roster(case=case, data=DATA, by=by, at=now)

    discard_staged(staged=staged, by=by, at=now)
    discard_staged(staged=staged, by=by, at=now)

    assert (StagedRoster.objects.count(), Event.objects.filter(kind="roster.discarded").count()) == (0, 1)


def test_uploads_nobody_decides_on_are_thrown_away(case: Case, now: datetime, by: Actor) -> None:
    stage_roster(case=case, data=DATA, by=by, at=now - timedelta(days=2))
    fresh = stage_roster(case=case, data=DATA, by=by, at=now)

    assert discard_stale(before=now - timedelta(days=1), by=by, at=now) == 1
    assert list(StagedRoster.objects.all()) == [fresh]
