import json
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from notifier.accounts.models import Installation, User
from notifier.audit.models import Event
from notifier.breaches.models import Case

pytestmark = pytest.mark.django_db
HEADER = "nom;prénom;courriel\n"
GOOD = "Canari;Zoé;zoe@example.org\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8")
    return path


def run(case: Case, file: Path, *options: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    try:
        call_command("import_roster", "--case", str(case.pk), str(file), *options, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def test_a_good_list_is_imported(case: Case, file: Path) -> None:
    code, printed = run(case, file, "--json")

    assert code == 0
    assert json.loads(printed) == {
        "verdict": "accept", "reason": None, "encoding": "utf-8", "delimiter": ";", "total": 1, "good": 1,
        "refused": 0, "duplicate": 0, "problems": [],
    }  # fmt: skip
    assert case.patients.count() == 1
    assert Event.objects.get(kind="roster.imported").actor == "command:import_roster"


def test_a_dry_run_writes_nothing(case: Case, file: Path) -> None:
    assert run(case, file, "--dry-run", "--json")[0] == 0
    assert case.patients.count() == 0


def test_a_bad_list_ends_with_two(case: Case, file: Path) -> None:
    file.write_text("nom;prénom;courriel;NIR\nCanari;Zoé;zoe@example.org;1\n", encoding="utf-8")

    code, printed = run(case, file, "--json")

    found = json.loads(printed)
    assert (code, found["verdict"], found["reason"]) == (2, "refuse", "forbidden_column")
    assert found["problems"] == [{"line": 1, "column": "#4", "code": "forbidden_column"}]


def test_a_doubt_ends_with_three_until_confirmed(case: Case, file: Path) -> None:
    file.write_text("nom;prénom;courriel;dossier\nCanari;Zoé;zoe@example.org;1\n", encoding="cp1252")

    assert run(case, file, "--json")[0] == 3
    assert case.patients.count() == 0
    assert run(case, file, "--confirm", "encoding_guess", "--confirm", "unknown_column")[0] == 0
    assert case.patients.count() == 1


def test_people_read_sentences(case: Case, file: Path) -> None:
    file.write_text(HEADER + GOOD + "Canari;;x@example.org\n", encoding="utf-8")

    code, printed = run(case, file)

    assert code == 3
    assert "--confirm many_refused" in printed
    assert "2 lignes\u00a0: 1 bonnes, 1 refusées, 0 en double." in printed
    assert "Ligne 3, colonne «\u00a0prénom\u00a0»\u00a0: Le nom ou le prénom manque." in printed
    assert "Canari" not in printed


def test_who_imports_is_named(practice: tuple[Case, User], file: Path) -> None:
    case, user = practice

    assert run(case, file, "--by", user.email)[0] == 0
    assert Event.objects.get(kind="roster.imported").actor == f"user:{user.pk}"


@pytest.mark.parametrize("options", [("--by", "personne@example.org")])
def test_an_unknown_person_imports_nothing(options: tuple[str, ...], case: Case, file: Path) -> None:
    with pytest.raises(CommandError):
        run(case, file, *options)


def test_an_unknown_case_or_file_ends_the_command(case: Case, file: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_roster", "--case", str(uuid4()), str(file))
    with pytest.raises(CommandError) as problem:
        run(case, file.with_name("canari.csv"))
    assert "canari" not in str(problem.value)


def test_a_real_list_is_refused_in_words(case: Case, file: Path) -> None:
    Installation.objects.update(is_demo=False)

    with pytest.raises(CommandError) as problem:
        run(case, file)

    assert "double authentification" in str(problem.value)
    assert case.patients.count() == 0
