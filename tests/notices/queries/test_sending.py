"""Whether an approval waits for the sender."""

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from notifier.accounts.models import Installation, User
from notifier.accounts.queries import configuration_of, configured_sender
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions.sender import note_sender_check
from notifier.notices.actions import approve_wording
from notifier.notices.actions.examining import override_finding
from notifier.notices.models import Wording
from notifier.notices.policies import NotApprovable
from notifier.notices.queries.sending import sender_findings
from notifier.notices.rendering.checking import check_page
from notifier.post.sender.judging import Fault, Report, Weight
from notifier.practices.actions import note_reply_domain
from tests.senders import DOMAIN

pytestmark = pytest.mark.django_db

DAYS = 7


def bad(*codes: str) -> Report:
    return Report(tuple(Fault(code, Weight.BAD, DOMAIN) for code in codes), ())


@pytest.fixture(autouse=True)
def _real(settings: Settings, draft: Wording) -> None:
    settings.MAIL_SENDER = f"information@{DOMAIN}"
    Installation.objects.update(is_demo=False)


def found(draft: Wording, at: datetime) -> list[str]:
    return [one.code for one in sender_findings(Wording.objects.get(pk=draft.pk), at)]


def note(report: Report, by: Actor, at: datetime) -> None:
    note_sender_check(sender=configured_sender(), report=report, by=by, at=at)


def approve(draft: Wording, owner: User, by: Actor, at: datetime) -> None:
    approve_wording(wording=draft, approver=owner, by=by, at=at)


def test_a_sender_nobody_looked_up_stops_an_approval(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    with pytest.raises(NotApprovable) as caught:
        approve(draft, owner, by, now)
    assert caught.value.problems == ("sender_unchecked",)


def test_a_good_answer_lets_it_through_for_its_days(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    note(Report((), ()), by, now - timedelta(days=DAYS))
    assert found(draft, now + timedelta(seconds=1)) == ["sender_stale"]
    # Name servers that are silent since change nothing.
    note(Report((), (DOMAIN,)), by, now)
    assert found(draft, now) == []
    approve(draft, owner, by, now)


def test_advice_about_the_records_stops_nothing(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    note(Report((Fault("dmarc_none", Weight.ADVICE, DOMAIN),), ()), by, now)
    approve(draft, owner, by, now)


def test_a_bad_answer_is_set_aside_for_a_sealed_reason_and_only_that_one(
    draft: Wording, owner: User, now: datetime, by: Actor
) -> None:
    note(bad("dkim_missing"), by, now)
    with pytest.raises(NotApprovable):
        approve(draft, owner, by, now)
    (judged,) = check_page(draft, 6, now).judged
    row = override_finding(
        wording=draft, finding=judged.fingerprint, reason="Clé publiée ce soir", decider=owner, by=by, at=now
    )
    assert row.code == "sender_failing"
    assert "Clé" not in str(bytes(row.sealed))
    # Another fault beside it is another finding.
    note(bad("dkim_missing", "spf_two"), by, now)
    with pytest.raises(NotApprovable) as caught:
        approve(draft, owner, by, now)
    assert caught.value.problems == ("sender_failing",)
    note(bad("dkim_missing"), by, now)
    approve(draft, owner, by, now)


def test_letters_alone_wait_for_no_sender(case: Case, draft: Wording, now: datetime) -> None:
    assert found(draft, now) == ["sender_unchecked"]
    case.patients.update(has_email=False)
    assert found(draft, now) == []


def test_a_drill_a_demo_and_a_domain_for_examples_wait_for_none(
    case: Case, draft: Wording, settings: Settings, now: datetime
) -> None:
    case.breach.is_drill = True
    case.breach.save()
    assert found(draft, now) == []
    case.breach.is_drill = False
    case.breach.save()
    assert found(draft, now) == ["sender_unchecked"]
    Installation.objects.update(is_demo=True)
    assert found(draft, now) == []
    Installation.objects.update(is_demo=False)
    settings.MAIL_SENDER = "information@avis.example.org"
    assert found(draft, now) == []


def test_an_answer_about_another_sender_counts_for_nothing(
    draft: Wording, settings: Settings, now: datetime, by: Actor
) -> None:
    note(Report((), ()), by, now)
    before = configuration_of(configured_sender())
    settings.BOUNCE_DOMAIN = f"retours.{DOMAIN}"
    assert configuration_of(configured_sender()) != before
    assert found(draft, now) == ["sender_unchecked"]


def test_a_practice_that_takes_no_answers_is_told_so_in_its_own_case(
    case: Case, draft: Wording, owner: User, now: datetime, by: Actor
) -> None:
    note(Report((), ()), by, now)
    note_reply_domain(domain=case.controller.reply_domain, fault="mx_null", by=by, at=now)
    with pytest.raises(NotApprovable) as caught:
        approve(Wording.objects.get(pk=draft.pk), owner, by, now)
    assert caught.value.problems == ("reply_takes_no_mail",)
    (judged,) = check_page(Wording.objects.get(pk=draft.pk), 6, now).judged
    assert not judged.is_blocking
    note_reply_domain(domain=case.controller.reply_domain, fault="", by=by, at=now)
    approve(Wording.objects.get(pk=draft.pk), owner, by, now)
