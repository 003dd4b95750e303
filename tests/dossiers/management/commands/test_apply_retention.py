"""`manage.py apply_retention`."""

import json
from datetime import datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import translation

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.closing import close_case
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db(transaction=True)


def apply(*options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("apply_retention", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_first_it_says_then_it_does(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    with time_machine.travel(datetime(2026, 6, 3, 2, 0, tzinfo=now.tzinfo)):
        would, done = (json.loads(apply("--json", *options)[0]) for options in (["--dry-run"], []))
    assert would == {**done, "dry_run": True}
    assert done["erased"] == [str(ended.pk)]
    assert ended.patients.count() == 0


def test_in_words(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    stuck = approved_case(number=2, emails=1, at=now, by=by)
    Case.objects.filter(pk=stuck.pk).update(closed_at=now)
    with translation.override("en"), time_machine.travel(datetime(2026, 6, 3, 2, 0, tzinfo=now.tzinfo)):
        assert apply("--dry-run")[0].startswith("Would be erased: 2 cases.")
        said, complaint = apply()
    assert said.startswith("Cases erased: 1.")
    assert complaint == f"{stuck.pk} : Some notices are still being sent. Wait until the sending ends.\n"
