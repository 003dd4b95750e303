import json
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from notifier.breaches.models import Case

pytestmark = pytest.mark.django_db


def run(case: Case, file: Path, *options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("import_breach", "--breach", str(case.breach_id), str(file), *options, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text("nom;prénom;courriel;rpps\nCanari;Zoé;zoe@example.org;99900000001\n", encoding="utf-8")
    return path


def test_a_vendor_s_list_is_split_over_the_cases(case: Case, file: Path) -> None:
    code, printed = run(case, file, "--json")

    assert (code, json.loads(printed)["good"], case.patients.count()) == (0, 1, 1)


def test_a_dry_run_writes_nothing(case: Case, file: Path) -> None:
    assert run(case, file, "--dry-run")[0] == 0
    assert case.patients.count() == 0


def test_rows_of_unknown_physicians_are_told(case: Case, file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "Canari;Luc;luc@example.org;99900000009\n", encoding="utf-8")

    code, printed = run(case, file, "--json")

    assert (code, json.loads(printed)["reason"]) == (3, "many_refused")
    assert json.loads(printed)["problems"][0] == {"line": 3, "column": "rpps", "code": "unknown_rpps"}
    assert run(case, file, "--confirm", "many_refused")[0] == 0
    assert case.patients.count() == 1


def test_an_unknown_breach_ends_the_command(file: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_breach", "--breach", str(uuid4()), str(file))
