"""What was found of the sender, in words."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from notifier.accounts.models import Installation
from notifier.accounts.queries import configured_sender
from notifier.audit.actors import Actor
from notifier.delivery.actions.sender import note_sender_check
from notifier.delivery.queries.sender import FAULTS, fault_words, record_line, sender_view
from notifier.post.sender import judging
from notifier.post.sender.judging import Fault, Report, Weight
from tests.senders import DOMAIN

FAULT = Fault("spf_without_relay", Weight.BAD, DOMAIN, record="v=spf1 ip4:192.0.2.10 ~all", detail="192.0.2.10")


def test_every_code_has_its_sentence_in_both_languages() -> None:
    source = Path(judging.__file__).read_text()
    named = set(re.findall(r'"((?:spf|dkim|dmarc|mx|relay)_[a-z0-9_]+)"', source))
    made = {f"dkim_{fault}" for fault in ("two", "unreadable", "revoked", "algorithm", "hash", "service", "weak")}
    made |= {f"dmarc_{fault}" for fault in ("two", "unreadable")}
    assert set(FAULTS) == named | made
    for code in FAULTS:
        fault = {"code": code, "name": "NAME", "detail": "DETAIL"}
        with translation.override("fr"):
            french = fault_words(fault)
        with translation.override("en"):
            english = fault_words(fault)
        assert french != english
        assert "%(" not in french + english


def test_a_record_is_one_line_for_a_zone_file() -> None:
    assert record_line(FAULT.as_dict()) == f'{DOMAIN}. TXT "v=spf1 ip4:192.0.2.10 ~all"'
    assert record_line(Fault("mx_null", Weight.BAD, DOMAIN, "MX").as_dict()) == ""


def test_a_code_nobody_foresaw_is_shown() -> None:
    assert "moon_landed" in fault_words({"code": "moon_landed", "name": "", "detail": ""})


@pytest.mark.django_db
def test_a_page_tells_faults_from_advice(
    settings: Settings, now: datetime, by: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Installation.objects.create(is_demo=False, created_at=now)
    settings.MAIL_SENDER = f"information@{DOMAIN}"
    assert sender_view(now).code == "sender_unchecked"
    report = Report((FAULT, Fault("dmarc_none", Weight.ADVICE, DOMAIN)), ())
    note_sender_check(sender=configured_sender(), report=report, by=by, at=now)
    with django_assert_max_num_queries(2):
        view = sender_view(now)
    assert view.code == "sender_failing"
    assert [fault["code"] for fault in view.bad] == ["spf_without_relay"]
    assert [fault["code"] for fault in view.advice] == ["dmarc_none"]
