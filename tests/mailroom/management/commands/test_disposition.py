"""`manage.py disposition`."""

import json
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import print_here
from notifier.mailroom.models import PrintRun
from notifier.notices.choices import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(case: Case, now: datetime, by: Actor) -> PrintRun:
    return print_here(case=case, by=by, at=now)[0]


def test_an_answer_is_taken_and_says_what_to_print_again(
    run: PrintRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "reponse.csv"
    reference = run.pieces.get(position=1).notice.reference
    file.write_text(f"reference;statut\n{reference};posted\n{run.pieces.get(position=2).notice.reference};abîmée\n")
    call_command("disposition", "--run", str(run.pk), str(file), "--json")
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "verdict": "accept", "problems": [], "printed": 0, "spoiled": 1, "posted": 1, "unchanged": 0, "reprint": "2",
    }  # fmt: skip
    call_command("disposition", "--run", str(run.pk), str(file))
    assert "2" in capsys.readouterr().out
    assert run.case.notices.filter(state=State.POSTED).count() == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("piece;statut\n1;livrée\n", {"line": 2, "code": "status_unknown"}),
        ("piece;statut\n7;postée\n", {"line": 2, "code": "piece_unknown"}),
    ],
)
def test_a_refusal_exits_with_two_and_takes_nothing(
    run: PrintRun, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, problem: dict[str, object]
) -> None:
    file = tmp_path / "reponse.csv"
    file.write_text(text)
    with pytest.raises(SystemExit, match="2"):
        call_command("disposition", "--run", str(run.pk), str(file), "--json")
    assert json.loads(capsys.readouterr().out) == {"verdict": "refuse", "problems": [problem]}
    assert run.case.notices.filter(state=State.IN_RUN).count() == 3


def test_what_is_not_there_is_told(run: PrintRun, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("disposition", "--run", str(run.pk), str(tmp_path / "none.csv"))
    with pytest.raises(CommandError):
        call_command("disposition", "--run", str(uuid4()), str(tmp_path / "none.csv"))
