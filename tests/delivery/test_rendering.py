"""What mail to staff says."""

from datetime import date, datetime

import pytest

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.delivery.actions import owe_checkpoints
from notifier.delivery.choices import StaffMailKind
from notifier.delivery.models import StaffMail
from notifier.delivery.rendering import RENDERERS, NothingToSay, write
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    owe_checkpoints(day=date(2026, 3, 4), by=by, at=now)
    return cast


@pytest.fixture
def mail(cast: Cast) -> StaffMail:
    return StaffMail.objects.get(user=cast.owner)


def test_every_kind_has_its_renderer() -> None:
    assert set(RENDERERS) == set(StaffMailKind)


def test_the_newest_checkpoint_stands_in_the_text_and_beside_it(mail: StaffMail, now: datetime, by: Actor) -> None:
    make_checkpoint(at=now)
    owe_checkpoints(day=date(2026, 3, 5), by=by, at=now)
    newest = make_checkpoint(at=now)
    written = write(mail)
    assert written.attachments == {f"checkpoint-{newest.size}.txt": bytes(newest.note)}
    assert bytes(newest.note).decode() in written.text
    assert written.facts == {"size": newest.size}


def test_it_says_what_it_is_and_names_nobody(cast: Cast, mail: StaffMail, now: datetime) -> None:
    make_checkpoint(at=now)
    written = write(mail)
    assert written.subject == "Point de contrôle du 4 mars 2026, à conserver"
    assert "À quoi il sert" in written.text
    assert "&" not in written.text
    said = (written.subject + written.text).casefold()
    for word in ("patient", "médec", "cabinet", cast.owner.name.casefold(), "http"):
        assert word not in said


def test_a_person_who_reads_english_is_written_to_in_english(mail: StaffMail, now: datetime) -> None:
    make_checkpoint(at=now)
    mail.user.language = "en"  # type: ignore[attr-defined] # people will say so one day
    written = write(mail)
    assert written.subject == "Checkpoint of 4 March 2026, to be kept"
    assert "What it is for" in written.text


def test_before_the_first_checkpoint_there_is_nothing_to_say(mail: StaffMail) -> None:
    with pytest.raises(NothingToSay):
        write(mail)
