"""Which cases filed with an older annex."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case
from notifier.dossiers.actions.authority import export_file
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.queries.annexes import filed_behind, newest_annex, number_filed
from tests.breaches.sharing import FACTS, LATER, Shared, share

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def shared(now: datetime, by: Actor) -> Shared:
    return share(at=now, by=by)


def export(case: Case, by: Actor, at: datetime) -> None:
    export_file(case=case, file_format=FileFormat.PDF, language="fr", by=by, at=at)


def behind(shared: Shared) -> set[UUID]:
    return filed_behind(shared.breach, shared.breach.cases.values("pk"))


def file(case: Case, by: Actor, at: datetime, kind: FilingKind = FilingKind.INITIAL) -> None:
    record_filing(case=case, kind=kind, filed_at=at, channel=FilingChannel.POST, receipt="", by=by, at=at)


def test_a_new_version_says_who_filed_with_the_older_one(shared: Shared, now: datetime, by: Actor) -> None:
    shared.write(FACTS, by=by, at=now)
    export(shared.one, by, now)
    # The other files without a file of ours: nobody knows with what.
    for case in (shared.one, shared.two):
        file(case, by, now + HOUR)
    assert behind(shared) == set()
    shared.write(LATER, base=1, by=by, at=now + 2 * HOUR)
    assert behind(shared) == {shared.one.pk}
    assert number_filed(shared.one.pk, now + HOUR) == 1


def test_who_completes_the_filing_with_the_newest_is_not_behind(shared: Shared, now: datetime, by: Actor) -> None:
    shared.write(FACTS, by=by, at=now)
    export(shared.one, by, now)
    file(shared.one, by, now + HOUR)
    shared.write(LATER, base=1, by=by, at=now + 2 * HOUR)
    export(shared.one, by, now + 3 * HOUR)
    assert behind(shared) == {shared.one.pk}
    file(shared.one, by, now + 4 * HOUR, FilingKind.COMPLEMENTARY)
    assert behind(shared) == set()


def test_who_has_not_filed_is_not_behind(shared: Shared, now: datetime, by: Actor) -> None:
    export(shared.one, by, now)
    shared.write(FACTS, by=by, at=now + HOUR)
    assert behind(shared) == set()
    assert number_filed(shared.one.pk, now - HOUR) is None


def test_the_newest_annex_has_its_digest_once_it_was_made(shared: Shared, now: datetime, by: Actor) -> None:
    shared.write(FACTS, by=by, at=now)
    assert newest_annex(shared.breach, "fr").sha256 == ""
    export(shared.two, by, now)
    found = newest_annex(shared.breach, "fr")
    assert (found.number, found.file_name, len(found.sha256)) == (1, "annexe-commune-1-fr.pdf", 64)
