"""What the authority's file is made of."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.actions.facts import take_facts
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Case
from notifier.dossiers.queries.authority import answers_of, case_facts, told_master
from notifier.law.template.table import CURRENT
from notifier.notices.actions.caring import Decision, Telling, decide_one
from notifier.notices.choices import CareChoice, State
from notifier.rosters.choices import Category, ToldHow
from tests.breaches.sharing import FACTS, share
from tests.cast import make_cast
from tests.notices.odd import notice_of, odd_case
from tests.worlds import approved_case, open_practice

pytestmark = pytest.mark.django_db


def test_a_new_case_knows_its_practice_and_no_counts(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    facts = case_facts(case, now)
    assert (facts.people, facts.told.informed, facts.is_filed, facts.earlier_number) == (None, 0, False, "")
    assert facts.controller.legal is not None
    assert facts.controller.legal.name == owner.name
    assert facts.controller.officer is None
    assert told_master(case, "fr") is None
    assert answers_of(case, CURRENT) == {}


def test_the_officer_is_the_one_of_the_mandated_office(now: datetime, by: Actor) -> None:
    officer = case_facts(make_cast(at=now, by=by).case, now).controller.officer
    assert officer is not None
    assert officer.reach == "dpo@example.org"


def test_counts_come_live_from_delivery(unfiled: Case, now: datetime, by: Actor) -> None:
    told = case_facts(unfiled, now).told
    assert (told.informed, told.first_on, dict(told.untold)) == (
        2, timezone.localdate(now), {"no_channel": 1, "paper": 1},
    )  # fmt: skip
    unfiled.notices.filter(state=State.SENT).update(state=State.IN_DOUBT)
    assert dict(case_facts(unfiled, now).told.untold) == {"in_doubt": 2, "no_channel": 1, "paper": 1}


def test_who_was_told_in_person_is_informed_since_the_day_of_it(now: datetime, by: Actor) -> None:
    case, owner = odd_case(at=now, by=by)
    telling = Telling(now.date() - timedelta(days=2), ToldHow.TELEPHONE, "Dr Numéro 1")
    secret, old = notice_of(case, "Secret").pk, notice_of(case, "Ancien").pk
    for notice, decision in (
        (secret, Decision(CareChoice.TOLD, telling=telling)),
        (old, Decision(CareChoice.IN_PERSON)),
    ):
        decide_one(case=case, notice=notice, decision=decision, decider=owner, by=by, at=now)
    told = case_facts(case, now).told
    assert (told.informed, told.first_on, told.untold["to_tell"]) == (1, now.date() - timedelta(days=2), 1)


def test_the_number_of_the_filing_is_recalled(unfiled: Case, now: datetime, by: Actor) -> None:
    record_filing(case=unfiled, filed_at=now, channel=FilingChannel.POST, receipt="N-7", by=by, at=now)
    facts = case_facts(unfiled, now)
    assert (facts.is_filed, facts.earlier_number) == (True, "N-7")


def test_the_message_in_force_tells_most(unfiled: Case) -> None:
    master = told_master(unfiled, "fr")
    assert master is not None
    assert (master.channel, master.variant.split(".")[0]) == ("email", "fr")


def test_as_many_queries_for_many_patients_as_for_few(
    now: datetime, by: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    few = approved_case(number=1, emails=1, at=now, by=by)
    many = approved_case(number=2, emails=9, letters=5, held=3, at=now, by=by)
    for case in (few, many):
        case = Case.objects.select_related("breach__vendor", "controller__organisation").get(pk=case.pk)
        with django_assert_num_queries(17):
            case_facts(case, now)


def test_what_happened_is_what_the_controller_took_over(now: datetime, by: Actor) -> None:
    shared = share(at=now, by=by)
    version = shared.write(FACTS, by=by, at=now)
    before = case_facts(shared.one, now).breach
    assert (before.categories, before.what) == ((Category.IDENTITY,), "")
    take_facts(case=shared.one, version=version, words=None, user=shared.owner, by=by, at=now)
    after = case_facts(shared.one, now).breach
    assert (after.categories, after.what) == ((Category.IDENTITY, Category.EMAIL), "Une sauvegarde a été copiée.")
    own = replace(FACTS.words, what_fr="Nos fichiers ont été copiés.")
    take_facts(case=shared.one, version=version, words=own, user=shared.owner, by=by, at=now + timedelta(hours=1))
    assert case_facts(shared.one, now).breach.what == "Nos fichiers ont été copiés."
    assert case_facts(shared.one, now, language="en").breach.what == "A backup was copied."
