"""`manage.py export_evidence`."""

import json
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from notifier.breaches.models import Case
from notifier.delivery.models import Attempt
from notifier.notices.choices import State
from tests.dossiers.packages import verdict

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("export_evidence", *arguments, stdout=out)
    return out.getvalue()


def test_it_writes_a_package_for_its_owner_only(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "preuve.zip"
    result = json.loads(run("--case", str(case.pk), "--out", str(file), "--json"))
    assert verdict(file.read_bytes(), key=result["fingerprint"]) == "yes"
    assert (result["bytes"], file.stat().st_mode & 0o777) == (file.stat().st_size, 0o600)


def test_a_reference_may_be_typed_as_people_do(case: Case, tmp_path: Path) -> None:
    reference = case.notices.filter(state=State.SENT)[0].reference
    said = run("--reference", reference.lower().replace("-", " "), "--out", str(tmp_path / "a.zip"), "--language", "en")
    assert "python verify.py a.zip --key" in said


def test_nothing_is_overwritten(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "preuve.zip"
    file.write_text("précieux")
    with pytest.raises(CommandError, match="rien n’est écrasé"):
        run("--case", str(case.pk), "--out", str(file))
    assert file.read_text() == "précieux"


@pytest.mark.parametrize(
    "what", [("--case", str(uuid4())), ("--reference", "ABC"), ("--reference", "0000-0000-0000-0")]
)
def test_what_does_not_exist_is_said(case: Case, tmp_path: Path, what: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        run(*what, "--out", str(tmp_path / "a.zip"))
    assert list(tmp_path.iterdir()) == []


def test_kept_bytes_that_differ_are_not_handed_over(case: Case, tmp_path: Path) -> None:
    Attempt.objects.update(commitment="0" * 64)
    with pytest.raises(CommandError, match="show_sent"):
        run("--reference", case.notices.filter(state=State.SENT)[0].reference, "--out", str(tmp_path / "a.zip"))
