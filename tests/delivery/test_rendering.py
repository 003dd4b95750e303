"""What mail to staff says."""

from datetime import date, datetime, timedelta

import pytest

from notifier.accounts.models import Installation
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.actions import record_filing
from notifier.breaches.choices import FilingChannel
from notifier.delivery.actions import owe_checkpoints, owe_deadlines
from notifier.delivery.actions.alarming import follow_alarms
from notifier.delivery.choices import AlarmKind, StaffMailKind
from notifier.delivery.models import StaffMail
from notifier.delivery.rendering import RENDERERS, NoLongerDue, NothingToSay, write
from notifier.delivery.rules.alarms import WATCHED, Trouble
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


def reminder(cast: Cast, step: str, at: datetime, by: Actor) -> StaffMail:
    owe_deadlines(by=by, at=at)
    mail = StaffMail.objects.get(user=cast.owner, key__contains=f"/{step}:")
    mail.started_at = at
    return mail


def test_a_reminder_says_what_by_when_and_what_stops_it(cast: Cast, now: datetime, by: Actor) -> None:
    written = write(reminder(cast, "24_h_left", now + timedelta(hours=50), by))
    assert written.subject == "[Démonstration] Échéance\N{NO-BREAK SPACE}: Déclarer à la CNIL"
    assert "Il reste 22 heures, jusqu’au samedi 7\N{NO-BREAK SPACE}mars 2026" in written.text
    assert "Cabinet du Dr Numéro 1" in written.text
    assert "RGPD 33(1). Seul arrête ce délai\N{NO-BREAK SPACE}: la déclaration elle-même." in written.text
    assert written.facts == {"clock": "authority", "step": "24_h_left"}
    assert "http" not in written.text
    assert "&" not in written.text


def test_a_late_clock_asks_for_its_reasons(cast: Cast, now: datetime, by: Actor) -> None:
    Installation.objects.update(is_demo=False)
    written = write(reminder(cast, "late", now + timedelta(hours=75), by))
    assert written.subject == "En retard\N{NO-BREAK SPACE}: Déclarer à la CNIL"
    assert "La loi demande d’écrire la raison du retard." in written.text


def test_a_duty_without_a_limit_says_its_age(cast: Cast, now: datetime, by: Actor) -> None:
    written = write(reminder(cast, "day_14", now + timedelta(days=15), by))
    assert "Ce délai court depuis 15 jours." in written.text


def test_what_was_done_meanwhile_is_not_reminded_of(cast: Cast, now: datetime, by: Actor) -> None:
    mail = reminder(cast, "opened", now, by)
    record_filing(case=cast.case, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    with pytest.raises(NoLongerDue):
        write(mail)


def test_after_days_without_a_relay_the_latest_reminder_is_enough(cast: Cast, now: datetime, by: Actor) -> None:
    first = reminder(cast, "opened", now, by)
    last = reminder(cast, "48_h_left", now + timedelta(hours=30), by)
    with pytest.raises(NoLongerDue):
        write(first)
    assert write(last).facts["step"] == "48_h_left"


def alarms(at: datetime, by: Actor, **found: Trouble) -> list[StaffMail]:
    """What is owed of alarms, the newest last."""
    wanted = {AlarmKind(kind): trouble for kind, trouble in found.items()}
    follow_alarms(found=wanted, kinds=WATCHED, by=by, at=at)
    return list(StaffMail.objects.filter(kind=StaffMailKind.ALARM).order_by("pk"))


def test_an_alarm_says_what_since_when_and_what_to_do_first(cast: Cast, now: datetime, by: Actor) -> None:
    (mail,) = alarms(now, by, sender=Trouble(("dkim_missing", "spf_two"), 2))
    written = write(mail)
    assert written.subject == "[Démonstration] [Notifier] Les enregistrements de l’expéditeur ne sont plus bons"
    for said in ("Depuis le mercredi 4", "dkim_missing, spf_two", "manage.py check_sender"):
        assert said in written.text
    mail.user.language = "en"  # type: ignore[attr-defined] # people will say so one day
    assert "Run “manage.py check_sender”: it says which record to publish." in write(mail).text


def test_of_several_messages_of_an_alarm_the_last_is_sent(cast: Cast, now: datetime, by: Actor) -> None:
    alarms(now, by, sender=Trouble(("spf_two",)))
    first, second = alarms(now, by, sender=Trouble(("spf_two", "dkim_missing"), 2))
    with pytest.raises(NoLongerDue):
        write(first)
    assert "spf_two, dkim_missing" in write(second).text
    *before, over = alarms(now + timedelta(hours=1), by)
    for mail in before:
        with pytest.raises(NoLongerDue):
            write(mail)
    written = write(over)
    assert written.subject.endswith("sont de nouveau bons")
    assert "manage.py" not in written.text
