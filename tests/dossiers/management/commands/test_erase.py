"""`manage.py erase`."""

import json
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.management.commands import erase as command
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db(transaction=True)


def erase(case: Case, *options: str) -> str:
    out = StringIO()
    call_command("erase", "--case", str(case.pk), *options, stdout=out)
    return out.getvalue()


def erase_json(case: Case, *options: str) -> Any:
    return json.loads(erase(case, "--json", *options))


def test_a_dry_run_counts_and_erases_nothing(ended: Case) -> None:
    assert erase_json(ended, "--dry-run") == {
        "case": str(ended.pk), "patients": 4, "letters": 1, "messages": 2, "uploads": 0, "untold": 0, "held": 1,
        "verdict": "would_erase",
    }  # fmt: skip
    assert ended.patients.count() == 4
    with translation.override("fr"):
        assert "Patients : 4" in erase(ended, "--dry-run")


def test_confirmed_it_erases_and_says_what(ended: Case) -> None:
    answer = erase_json(ended, "--yes")
    assert (answer["verdict"], answer["patients"], answer["clean"]) == ("erased", 4, True)
    assert ended.patients.count() == 0
    assert erase_json(ended, "--yes")["verdict"] == "erased"


def test_without_a_word_nothing_is_erased(ended: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="--yes"):
        erase(ended)
    monkeypatch.setattr(command.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "non")
    with pytest.raises(CommandError):
        erase(ended)
    assert ended.patients.count() == 4
    with translation.override("fr"):
        monkeypatch.setattr("builtins.input", lambda _: " Effacer ")
        erase(ended)
    assert ended.patients.count() == 0


@pytest.mark.parametrize("options", [["--dry-run"], ["--yes"]])
def test_a_refusal_has_its_own_exit_code(options: list[str], now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("erase", "--case", str(case.pk), "--json", *options, stdout=out)
    assert ended.value.code == 2
    answer = json.loads(out.getvalue())
    assert (answer["verdict"], answer["problems"]) == ("refused", ["notices_moving"])


def test_an_unknown_case_is_one_sentence() -> None:
    with pytest.raises(CommandError):
        call_command("erase", "--case", str(uuid4()))
