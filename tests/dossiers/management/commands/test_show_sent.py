"""`manage.py show_sent`."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from notifier.breaches.models import Case
from notifier.delivery.models import Attempt
from notifier.notices.choices import State
from notifier.vault.models import DataKey

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("show_sent", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("state", "begin"), [(State.SENT, b"From"), (State.READY_TO_PRINT, b"%PDF")])
def test_it_makes_the_bytes_again_and_says_that_they_match(
    case: Case, tmp_path: Path, state: State, begin: bytes
) -> None:
    file = tmp_path / "sent"
    reference = case.notices.filter(state=state)[0].reference
    result = json.loads(run("--reference", reference, "--out", str(file), "--json"))
    assert (result["match"], len(result["attempts"])) == (True, 1)
    assert (file.read_bytes()[:4], file.stat().st_mode & 0o777) == (begin, 0o600)


def test_other_bytes_are_an_error(case: Case) -> None:
    Attempt.objects.update(commitment="0" * 64)
    with pytest.raises(CommandError) as refused:
        run("--reference", case.notices.filter(state=State.SENT)[0].reference)
    assert refused.value.returncode == 1


def test_what_was_erased_is_said(case: Case) -> None:
    DataKey.objects.all().delete()
    with pytest.raises(CommandError, match="effacé"):
        run("--reference", case.notices.filter(state=State.SENT)[0].reference)


def test_an_unknown_reference_is_said(case: Case) -> None:
    with pytest.raises(CommandError, match="Aucun avis"):
        run("--reference", "0000-0000-0000-0")
