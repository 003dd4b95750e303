"""`manage.py print_run`."""

import json
import resource
import stat
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.mailroom.models import PrintRun
from notifier.notices.choices import State

pytestmark = pytest.mark.django_db


def run(case: object, out: Path, *options: str) -> tuple[str, str]:
    """What was printed, and what was said beside it."""
    said, aside = StringIO(), StringIO()
    call_command("print_run", "--case", str(case), "--out", str(out), *options, stdout=said, stderr=aside)
    return said.getvalue(), aside.getvalue()


def test_for_a_printer_the_bundle_is_sealed(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said, aside = run(case.pk, out, "--to", "imprimeur-lyon", "--json")
    result = json.loads(said)
    assert (result["run"], result["letters"], result["file"]) == (1, 3, "tirage-0001.pdf")
    password = aside.strip().rsplit(" ", 1)[1]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out / result["file"])
    with pikepdf.open(out / result["file"], password=password) as pdf:
        assert len(pdf.pages) == result["pages"]
    assert password not in said
    assert read_event(bytes(Event.objects.get(kind="print_run.sealed").body))["data"]["recipient"] == "imprimeur-lyon"


def test_files_are_the_owners_alone_and_name_nobody(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(case.pk, out, "--plain")
    assert sorted(path.name for path in out.iterdir()) == ["tirage-0001.csv", "tirage-0001.json", "tirage-0001.pdf"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    beside = (out / "tirage-0001.csv").read_text() + (out / "tirage-0001.json").read_text()
    assert "canari" not in beside.casefold()
    assert len(json.loads((out / "tirage-0001.json").read_text())) == 3


def test_on_one_side_only_no_page_is_blank(case: Case, tmp_path: Path) -> None:
    run(case.pk, tmp_path / "out", "--plain", "--simplex")
    made = PrintRun.objects.get()
    assert made.pages == sum(made.pieces.values_list("pages", flat=True))


@pytest.mark.parametrize("recipient", ["Imprimerie Durand", "a@example.org"])
def test_a_printer_is_a_code_word(case: Case, tmp_path: Path, recipient: str) -> None:
    with pytest.raises(CommandError, match="mot de code"):
        run(case.pk, tmp_path / "out", "--to", recipient)
    assert not PrintRun.objects.exists()


def test_nothing_is_overwritten(case: Case, tmp_path: Path) -> None:
    (tmp_path / "autre.txt").write_text("x")
    with pytest.raises(CommandError, match="pas vide"):
        run(case.pk, tmp_path, "--plain")
    assert not PrintRun.objects.exists()


def test_a_bundle_that_cannot_be_written_leaves_its_letters_ready(case: Case, tmp_path: Path) -> None:
    """A full disk must not cost anyone their letter."""
    out = tmp_path / "out"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Python ignores SIGXFSZ, so that writing beyond the limit fails as it does on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(CommandError, match="attendent toujours"):
            run(case.pk, out, "--plain")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(out.iterdir()) == []
    assert not PrintRun.objects.exists()
    assert case.notices.filter(state=State.READY_TO_PRINT).count() == 3
    assert not Event.objects.filter(kind="print_run.made").exists()
    run(case.pk, out, "--plain")
    assert PrintRun.objects.get().letters == 3


def test_an_unknown_case_and_an_empty_one_say_so(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="identifiant"):
        run(uuid4(), tmp_path / "a", "--plain")
    run(case.pk, tmp_path / "b", "--plain")
    with pytest.raises(CommandError, match="n’attend d’être imprimée"):
        run(case.pk, tmp_path / "c", "--plain")


def test_one_must_say_how_it_leaves(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(case.pk, tmp_path / "out")
