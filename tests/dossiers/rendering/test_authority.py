"""The authority's file as it is read."""

from datetime import datetime, timedelta
from io import BytesIO

import pypdf
import pytest

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.actions import open_case, record_filing
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case
from notifier.dossiers.actions.authority import save_answers
from notifier.dossiers.rendering.authority import authority_file, file_pdf
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def test_the_pdf_says_what_is_known_what_is_missing_and_what_it_is_not(unfiled: Case, now: datetime) -> None:
    text = text_of(file_pdf(authority_file(unfiled, "fr", now)))
    assert unfiled.controller.organisation.name in text
    assert "Notification initiale, incomplète" in text
    assert "cette rubrique est à remplir" in text
    assert "n’arrête aucun délai" in text
    assert "pas encore de point de contrôle" in text


def test_the_pdf_carries_the_newest_checkpoint(unfiled: Case, now: datetime) -> None:
    note = bytes(make_checkpoint(at=now).note).decode()
    text = text_of(file_pdf(authority_file(unfiled, "en", now)))
    assert "Initial notification, incomplete" in text
    assert note.splitlines()[2] in text


def test_three_versions(unfiled: Case, now: datetime, by: Actor) -> None:
    versions = [authority_file(unfiled, "fr", now).version]
    record_filing(case=unfiled, filed_at=now, channel=FilingChannel.POST, receipt="N-7", by=by, at=now)
    versions.append(authority_file(unfiled, "fr", now).version)
    save_answers(case=unfiled, answers={4: "c", 5: "Aucune donnée n’a fui."}, by=by, at=now)
    versions.append(authority_file(unfiled, "fr", now).version)
    assert versions == list(FilingKind)
    assert "Retrait de la notification" in text_of(file_pdf(authority_file(unfiled, "fr", now)))


def test_what_people_are_told_is_told_without_its_layout(ended: Case, now: datetime) -> None:
    said = str(authority_file(ended, "fr", now).document.values[106])
    assert said.startswith("Vos données personnelles ont été volées")
    assert "<" not in said
    assert "~notifier" not in said


def test_the_annex_says_the_same_whatever_a_controller_answers(ended: Case, now: datetime, by: Actor) -> None:
    stranger, _ = open_practice(number=2, at=now, by=by)
    neighbour = open_case(breach=ended.breach, controller=stranger.controller, aware_at=now, by=by, at=now)
    save_answers(case=ended, answers={71: "autre chose"}, by=by, at=now)
    later = now + timedelta(hours=1)
    texts = [text_of(file_pdf(authority_file(case, "fr", later))) for case in (ended, neighbour)]
    annexes = [text[text.index("Cette annexe est un document") : text.index("Le journal")] for text in texts]
    assert annexes[0] == annexes[1]
    assert "autre chose" in texts[0]
    assert "autre chose" not in annexes[0]
