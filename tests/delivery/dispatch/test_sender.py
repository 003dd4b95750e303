"""Looking the sender up with a real name server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from notifier.accounts.actions import set_up_installation
from notifier.accounts.models import Installation, SenderCheck
from notifier.audit.actors import Actor
from notifier.delivery.channels import names
from notifier.delivery.dispatch.sender import check_replies, check_sender
from notifier.practices.models import Controller
from tests.names import SERVFAIL, SILENCE, World
from tests.senders import DOMAIN, KEY, POLICY, real_sender
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    set_up_installation(is_demo=False, by=by, at=now)
    monkeypatch.setattr(names, "EACH", 0.5)
    with real_sender(settings) as world:
        yield world


def look(at: datetime, by: Actor) -> SenderCheck:
    check = check_sender(clock=lambda: at, by=by)
    assert check is not None
    return check


def codes(check: SenderCheck) -> list[str]:
    return [fault["code"] for fault in check.faults]


def test_a_sender_in_order_is_verified(world: World, now: datetime, by: Actor) -> None:
    check = look(now, by)
    assert (check.verdict, check.faults, check.failed, check.settled_at) == ("good", [], [], now)
    assert (f"_dmarc.{DOMAIN}", "TXT", "udp") in world.asked


@pytest.mark.parametrize("trouble", [SERVFAIL, SILENCE])
@pytest.mark.parametrize("name", [(DOMAIN, "TXT"), ("key.relais.internal", "TXT"), (POLICY, "TXT"), (DOMAIN, "MX")])
def test_without_an_answer_the_last_one_stands(
    world: World, now: datetime, by: Actor, name: tuple[str, str], trouble: str
) -> None:
    look(now, by)
    world.records[name] = [trouble]
    later = now + timedelta(hours=1)
    check = look(later, by)
    assert (check.verdict, check.settled_at, check.asked_at) == ("good", now, later)
    assert len(check.failed) == 1


def test_a_first_look_without_an_answer_decides_nothing(world: World, now: datetime, by: Actor) -> None:
    world.records[DOMAIN, "TXT"] = [SERVFAIL]
    check = look(now, by)
    assert (check.verdict, check.settled_at, check.failed) == ("", None, [DOMAIN])


def test_a_key_that_vanishes_is_bad_at_once_and_good_when_it_is_back(world: World, now: datetime, by: Actor) -> None:
    look(now, by)
    alias = world.records.pop((KEY, "CNAME"))
    check = look(now + timedelta(days=1), by)
    assert (check.verdict, codes(check)) == ("bad", ["dkim_missing"])
    world.records[KEY, "CNAME"] = alias
    assert look(now + timedelta(days=2), by).verdict == "good"


def test_what_is_bad_stays_bad_while_nobody_answers(world: World, now: datetime, by: Actor) -> None:
    world.records[POLICY, "TXT"] = ['"v=spf1 -all"']
    assert look(now, by).verdict == "bad"
    world.records[POLICY, "TXT"] = [SILENCE]
    check = look(now + timedelta(hours=1), by)
    assert (check.verdict, codes(check), check.settled_at) == ("bad", ["dmarc_missing"], now)


def test_letters_and_spaces_make_no_difference(world: World, settings: Settings, now: datetime, by: Actor) -> None:
    settings.MAIL_SENDER = f"information@{DOMAIN.upper()}"
    world.records[DOMAIN, "TXT"] = ['"V=SPF1  IP4:192.0.2.10   -ALL "', '"google-site-verification=x"']
    world.records[POLICY, "TXT"] = ['" v = DMARC1 ; p = Quarantine ; "']
    assert look(now, by).verdict == "good"


def test_another_sender_is_another_question(world: World, settings: Settings, now: datetime, by: Actor) -> None:
    first = look(now, by)
    settings.SENDER = replace(settings.SENDER, selectors=("s2",))
    assert look(now, by).verdict == "bad"
    assert SenderCheck.objects.get(pk=first.pk).verdict == "good"


@pytest.mark.parametrize("domain", ["avis.example.org", "avis.test", "exercice.invalid"])
def test_a_domain_kept_for_examples_is_not_asked_for(
    world: World, settings: Settings, now: datetime, by: Actor, domain: str
) -> None:
    settings.MAIL_SENDER = f"information@{domain}"
    assert check_sender(clock=lambda: now, by=by) is None
    assert world.asked == []


def test_a_demo_asks_nobody(world: World, now: datetime, by: Actor) -> None:
    Installation.objects.update(is_demo=True)
    assert check_sender(clock=lambda: now, by=by) is None
    assert world.asked == []


def test_mail_to_the_practices_of_open_cases_is_asked_for_once_a_domain(world: World, now: datetime, by: Actor) -> None:
    Installation.objects.update(is_demo=True)
    cases = [open_practice(number=number, at=now, by=by)[0] for number in (1, 2, 3, 4)]
    Installation.objects.update(is_demo=False)
    addresses = ("a@muet.internal", "b@Muet.internal", "c@lent.internal", "d@cabinet.test")
    for case, address in zip(cases, addresses, strict=True):
        Controller.objects.filter(pk=case.controller_id).update(reply_email=address)
    world.records["muet.internal", "MX"] = ["0 ."]
    world.records["lent.internal", "MX"] = [SERVFAIL]
    assert check_replies(clock=lambda: now, by=by) == 1
    assert [name for name, _kind, _way in world.asked].count("muet.internal") == 1
    assert "cabinet.test" not in [name for name, _kind, _way in world.asked]
    faults = Controller.objects.order_by("pk").values_list("reply_fault", "reply_checked")
    assert list(faults) == [("mx_null", "muet.internal")] * 2 + [("", "")] * 2
    world.records["muet.internal", "MX"] = [f"10 mx.{DOMAIN}."]
    assert check_replies(clock=lambda: now, by=by) == 0
    assert Controller.objects.filter(reply_fault="").count() == 4
