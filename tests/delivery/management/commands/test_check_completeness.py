"""`manage.py check_completeness`."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from notifier.breaches.models import Case
from notifier.rosters.models import Roster

pytestmark = pytest.mark.django_db


def run(*options: str) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("check_completeness", *options, stdout=said, stderr=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def test_all_well_exits_zero(case: Case) -> None:
    code, said = run("--json")
    (report,) = json.loads(said)["cases"]
    assert code == 0
    assert report == {
        "case": str(case.pk), "accepted": 5, "erased_one_by_one": 0, "states": {"held": 1, "queued": 4},
        "awaiting_approval": 0, "not_told_directly": 0, "differences": [],
    }  # fmt: skip
    assert "Dossiers vérifiés\N{NO-BREAK SPACE}: 1. En écart\N{NO-BREAK SPACE}: 0." in run("--sums")[1]


def test_a_difference_exits_two_and_is_named(case: Case) -> None:
    Roster.objects.update(refused=1)
    code, said = run("--case", str(case.pk), "--json")
    assert code == 2
    assert json.loads(said)["complete"] is False
    assert json.loads(said)["cases"][0]["differences"] == [
        {"kind": "lists", "expected": 5, "found": 4, "place": ""},
    ]
    code, said = run()
    assert code == 2
    assert f"{case.pk}" in said
    assert "anari" not in said


def test_an_unknown_case_is_refused(case: Case) -> None:
    with pytest.raises(CommandError, match="identifiant"):
        run("--case", str(uuid4()))
