"""The text for someone who has never seen this."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.models import Case
from notifier.dossiers.rendering.material import gather
from notifier.dossiers.rendering.readme import readme_files
from notifier.dossiers.rules.material import Scope
from notifier.notices.choices import State
from tests.dossiers.reasoned import reasoned_cast

pytestmark = pytest.mark.django_db


def test_it_says_how_to_check_in_both_languages(case: Case, now: datetime) -> None:
    material = gather(Scope(case.pk), make_checkpoint(at=now), language="fr", at=now)
    french, english = (readme_files(material)[name].decode() for name in ("LISEZMOI.txt", "README.txt"))
    command = f'--key "{material.keys[-1].fingerprint}"'
    assert (command in french, command in english) == (True, True)
    assert "Avis dus : 5. Personnes informées : 3. Pas encore ou pas du tout : 2." in french
    assert "Notices owed: 5. People informed: 3. Not yet or not at all: 2." in english


def test_names_are_written_as_they_are(case: Case, now: datetime) -> None:
    case.controller.organisation.name = "Cabinet d'Été & Fils <Lyon>"
    case.controller.organisation.save()
    material = gather(Scope(case.pk), make_checkpoint(at=now), language="fr", at=now)
    assert all(b"Cabinet d'\xc3\x89t\xc3\xa9 & Fils <Lyon>" in data for data in readme_files(material).values())


def test_it_counts_the_reasons_enclosed_and_those_that_are_not(now: datetime, by: Actor) -> None:
    case = reasoned_cast(at=now, by=by).case
    case.advice.update(sealed=b"\x01" + bytes(40))
    files = readme_files(gather(Scope(case.pk), make_checkpoint(at=now), language="fr", at=now))
    assert b"(jointes : 14, non jointes : 1)" in files["LISEZMOI.txt"]
    assert b"(enclosed: 14, not enclosed: 1)" in files["README.txt"]


def test_one_notices_text_does_not_speak_of_reasons(case: Case, now: datetime) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    scope = Scope(case.pk, notice.pk, notice.reference)
    files = readme_files(gather(scope, make_checkpoint(at=now), language="fr", at=now))
    assert not any(b"reasons" in data for data in files.values())
