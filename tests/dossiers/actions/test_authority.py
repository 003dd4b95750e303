"""Answers are sealed, exports are acts, and neither is a filing."""

import json
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from jsonschema import Draft202012Validator

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.authority import FileNotReady, export_file, save_answers
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.models import AuthorityAnswers
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.authority import answers_of
from notifier.law.template.shapes import Value
from notifier.law.template.table import CURRENT
from notifier.law.template.wire import json_schema
from tests.dossiers.endings import told
from tests.dossiers.rules.authority.samples import ANSWERS

pytestmark = pytest.mark.django_db

# What this case's world does not say.
WHOLE: dict[int, Value | None] = {**ANSWERS, 29: "b", 38: "b", 50: "a"}


def test_answers_lie_sealed_and_the_log_names_rows_only(unfiled: Case, now: datetime, by: Actor) -> None:
    rows = save_answers(case=unfiled, answers={62: "base copiée", 68: None}, by=by, at=now)
    kept = AuthorityAnswers.objects.get()
    assert rows == (62,)
    assert "copiée".encode() not in bytes(kept.sealed)
    assert answers_of(unfiled, CURRENT) == {62: "base copiée"}
    assert told("authority_file.answered") == [{"rows": [62]}]


def test_an_answer_is_changed_taken_back_and_not_told_twice(unfiled: Case, now: datetime, by: Actor) -> None:
    changes: list[dict[int, Value | None]] = [{62: "a", 61: "d"}, {62: "a"}, {62: "b"}, {62: None}]
    rows = [save_answers(case=unfiled, answers=answers, by=by, at=now) for answers in changes]
    assert rows == [(61, 62), (), (62,), (62,)]
    assert answers_of(unfiled, CURRENT) == {61: "d"}
    assert AuthorityAnswers.objects.count() == 1


def test_an_erased_case_takes_no_answer_and_hands_out_no_file(unfiled: Case, now: datetime, by: Actor) -> None:
    Case.objects.filter(pk=unfiled.pk).update(closed_at=now, erasing_at=now)
    unfiled.refresh_from_db()
    with pytest.raises(ActRefused):
        save_answers(case=unfiled, answers={62: "x"}, by=by, at=now)
    with pytest.raises(ActRefused):
        export_file(case=unfiled, file_format=FileFormat.PDF, language="fr", by=by, at=now)


def test_the_machines_get_a_valid_file_or_none(unfiled: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(FileNotReady):
        export_file(case=unfiled, file_format=FileFormat.JSON, language="fr", by=by, at=now)
    assert told("authority_file.exported") == []
    later = now + timedelta(hours=3)
    save_answers(case=unfiled, answers=WHOLE, by=by, at=now)
    exported = export_file(case=unfiled, file_format=FileFormat.JSON, language="fr", by=by, at=later)
    found = json.loads(exported.data)
    check = Draft202012Validator(json_schema(CURRENT), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert list(check.iter_errors(found)) == []
    assert (found["field_68"], found["field_97"], found["field_102"]) == (4, "a", "b")


def test_an_export_is_an_act_and_no_filing(unfiled: Case, now: datetime, by: Actor) -> None:
    exported = export_file(case=unfiled, file_format=FileFormat.PDF, language="fr", by=by, at=now)
    said = told("authority_file.exported")[0]
    assert said["sha256"] == exported.sha256 == sha256(exported.data).hexdigest()
    assert (said["format"], said["version"], said["is_incomplete"]) == ("pdf", "initial", True)
    assert said["problems"] > 0
    assert not unfiled.filings.exists()
