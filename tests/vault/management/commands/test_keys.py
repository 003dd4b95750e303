"""`manage.py keys`: from an empty machine to a rehearsed restore."""

import io
import json
import re
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdfium2 as pdfium
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.lib.keyring import read_keyring
from notifier.vault import masters, witnesses
from notifier.vault.keystore import create_data_key, destroy_data_key, sealer_for
from notifier.vault.recovery.escrow import confirmation_code, is_escrow_confirmed, set_fingerprint
from notifier.vault.recovery.lines import Kind, SheetKey, to_lines
from notifier.vault.witnesses import Witness
from tests.journeys.house import House
from tests.vault.keys import NEW


def run(*options: str) -> tuple[int, str]:
    """Exit code, and what was said in both streams."""
    said = io.StringIO()
    try:
        call_command("keys", *options, stdout=said, stderr=said)
    except CommandError as problem:
        return problem.returncode, said.getvalue() + str(problem)
    except SystemExit as ended:
        return int(str(ended.code)), said.getvalue()
    return 0, said.getvalue()


def sheet(kind: Kind, keys: dict[str, bytes]) -> list[str]:
    return [str(line) for name, key in keys.items() for line in to_lines(SheetKey(kind, name, key))]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What comes over the pipe."""
    lines: list[str] = []

    class Pipe(io.StringIO):
        def read(self, size: int | None = -1) -> str:
            return "\n".join(lines)

    monkeypatch.setattr(sys, "stdin", Pipe())
    return lines


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[Witness]:
    """The only sealed rows there are."""
    kept: list[Witness] = []
    monkeypatch.setattr(witnesses, "_sources", [lambda: kept])
    return kept


def bare_house(home: Path) -> House:
    """A machine where nothing is configured but where the data lie."""
    return House(home, {})


def test_a_new_machine_makes_its_keys_once(tmp_path: Path) -> None:
    house = bare_house(tmp_path / "home")
    made = json.loads(house.manage("keys", "init", "--json"))["made"]

    files = {path.name: path for path in house.home.iterdir() if path.suffix == ".keys"}
    assert {name: path.stat().st_mode & 0o777 for name, path in files.items()} == {
        "master.keys": 0o600,
        "log.keys": 0o600,
    }
    keys = [read_keyring(files[name].read_text().strip()) for name in ("master.keys", "log.keys")]
    assert [one["keys"] for one in made] == [{n: masters.fingerprint(k) for n, k in ring.items()} for ring in keys]
    assert [list(ring) for ring in keys] == [["m1"], ["l1"]]
    said = house.logbook.read_text()
    assert [path.read_text().strip().partition(":")[2] in said for path in files.values()] == [False, False]

    before = {name: path.read_bytes() for name, path in files.items()}
    house.manage("keys", "init", expect=1)
    assert {name: path.read_bytes() for name, path in files.items()} == before


def test_what_is_configured_is_left_and_what_is_missing_made(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("l7:" + NEW.partition(":")[2])
    house = House(tmp_path / "home", {"NOTIFIER_LOG_KEYS_FILE": str(tmp_path / "log")})
    assert "NOTIFIER_MASTER_KEYS" in house.manage("keys", "init")
    assert not (house.home / "log.keys").exists()
    elsewhere = tmp_path / "elsewhere"
    house.manage("keys", "init", "--home", str(elsewhere))
    assert sorted(path.name for path in elsewhere.iterdir()) == ["log.keys", "master.keys"]


@pytest.mark.django_db
def test_no_new_key_is_made_over_data_keys_whose_master_is_lost(
    now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    create_data_key(uuid4(), at=now)
    settings.HOME = tmp_path
    for name in ("NOTIFIER_MASTER_KEYS", "NOTIFIER_MASTER_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)
    for options in ((), ("--id", "m1")):
        code, said = run("init", *options)
        assert (code, "--from-sheet" in said, list(tmp_path.iterdir())) == (1, True, [])

    assert run("init", "--id", "m 2")[0] == 1
    # Beside the others, under an id of its own, one may be made to rotate to.
    assert run("init", "--home", str(tmp_path / "new"), "--id", "m2")[0] == 0
    assert list(read_keyring((tmp_path / "new" / "master.keys").read_text().strip())) == ["m2"]


@pytest.mark.django_db
def test_lost_keys_come_back_from_paper(
    now: datetime, tmp_path: Path, typed: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_data_key(uuid4(), at=now)
    keys, seeds = masters.configured(), read_keyring(settings.LOG_KEYS)
    settings.HOME = tmp_path
    typed += sheet(Kind.MASTER, keys) + sheet(Kind.LOG, seeds)
    code, said = run("init", "--from-sheet")
    assert code == 0, said
    assert read_keyring((tmp_path / "master.keys").read_text().strip()) == keys
    assert read_keyring((tmp_path / "log.keys").read_text().strip()) == seeds


@pytest.mark.django_db
def test_the_sheet_is_its_owners_alone_and_its_code_stands_on_paper_only(tmp_path: Path) -> None:
    path = tmp_path / "feuille.pdf"
    code, said = run("escrow", "--out", str(path))
    text = "".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(path))
    on_paper = confirmation_code(masters.configured())
    assert (code, path.stat().st_mode & 0o777, on_paper in text) == (0, 0o600, True)
    assert on_paper not in said
    assert run("escrow", "--out", str(path))[0] == 1

    assert json.loads(run("escrow", "--out", str(tmp_path / "2.pdf"), "--json")[1]) == {
        "file": str(tmp_path / "2.pdf"),
        "fingerprint": set_fingerprint(masters.configured()),
    }
    for everything in (("check", "--json"), ("check",), ("escrow", "--confirm", "ABCDE-ABCDE")):
        assert on_paper not in run(*everything)[1]


@pytest.mark.django_db
def test_the_code_confirms_and_a_wrong_one_does_not(settings: Settings) -> None:
    assert run("escrow", "--confirm", "ABCDE-FGHIJ")[0] == 1
    assert not is_escrow_confirmed()
    assert run("escrow", "--confirm", confirmation_code(masters.configured()))[0] == 0
    assert is_escrow_confirmed()
    assert Event.objects.get(kind="keys.escrow_confirmed").actor == "command:keys"
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    assert not is_escrow_confirmed()


@pytest.mark.django_db
def test_a_check_says_what_opens_what_may_go_and_whether_a_sheet_exists(now: datetime, settings: Settings) -> None:
    create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = f"{settings.MASTER_KEYS},{NEW}"
    keys = masters.configured()

    code, said = run("check", "--json")

    assert code == 3
    assert json.loads(said) == {
        "keys": 1,
        "unreadable": [],
        "masters": [
            {"id": "m1", "fingerprint": masters.fingerprint(keys["m1"]), "keys": 1, "may_be_removed": False},
            {"id": "m2", "fingerprint": masters.fingerprint(keys["m2"]), "keys": 0, "may_be_removed": True},
        ],
        "log_keys": {name: masters.fingerprint(seed) for name, seed in read_keyring(settings.LOG_KEYS).items()},
        "fingerprint": set_fingerprint(keys),
        "escrow": "not_confirmed",
    }
    run("escrow", "--confirm", confirmation_code(keys))
    code, said = run("check")
    assert code == 0
    assert "Clés de dossier ouvertes\N{NO-BREAK SPACE}: 1 sur 1." in said
    assert "La clé m2 ne sert plus" in said


@pytest.mark.django_db
def test_a_key_that_does_not_open_is_the_first_thing_said(now: datetime, settings: Settings) -> None:
    scope = uuid4()
    create_data_key(scope, at=now)
    settings.MASTER_KEYS = NEW
    code, said = run("check")
    assert (code, str(scope) in said) == (2, True)


def seal_row(scope: Any, at: datetime) -> Witness:
    create_data_key(scope, at=at)
    row = uuid4()
    return Witness(scope, "patients", row, sealer_for(scope).seal("patients", row, b"x"))


@pytest.mark.django_db
def test_a_restore_is_rehearsed_from_paper_alone(
    now: datetime, typed: list[str], rows: list[Witness], settings: Settings
) -> None:
    rows += [seal_row(uuid4(), now) for _ in range(3)]
    typed += sheet(Kind.MASTER, masters.configured())
    # Nothing but the paper can open them now.
    settings.MASTER_KEYS = NEW

    code, said = run("check", "--rehearse", "--json")

    assert (code, json.loads(said)) == (
        0,
        {"keys": 3, "unreadable": [], "rows_opened": 3, "rows_unreadable": 0, "rows_without_key": 0},
    )
    event = Event.objects.get(kind="keys.restore_rehearsed")
    assert (event.actor, read_event(bytes(event.body))["data"]["rows_opened"]) == ("command:keys", 3)
    assert "3 dossiers essayés et lus." in run("check", "--rehearse")[1]


@pytest.mark.django_db
def test_a_restored_copy_is_tried_and_says_which_cases_it_lacks(
    store_file: Path, tmp_path: Path, now: datetime, typed: list[str], rows: list[Witness]
) -> None:
    rows += [seal_row(uuid4(), now) for _ in range(2)]
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(store_file, copy)
    rows.append(seal_row(uuid4(), now))
    destroy_data_key(rows[0].scope)
    typed += sheet(Kind.MASTER, masters.configured())

    code, said = run("check", "--rehearse", "--keystore", str(copy), "--json")

    assert (code, json.loads(said)["rows_opened"], json.loads(said)["rows_without_key"]) == (0, 2, 1)
    data = read_event(bytes(Event.objects.get(kind="keys.restore_rehearsed").body))["data"]
    assert (data["of"], data["keys"]) == ("copy", 2)


@pytest.mark.django_db
def test_the_sheet_of_other_keys_opens_nothing(now: datetime, typed: list[str], rows: list[Witness]) -> None:
    rows.append(seal_row(uuid4(), now))
    typed += sheet(Kind.MASTER, {"m1": bytes(32)})
    code, said = run("check", "--rehearse")
    assert code == 2
    assert "Clés de dossier ouvertes\N{NO-BREAK SPACE}: 0 sur 1." in said


@pytest.mark.django_db
def test_a_typing_error_is_located_to_its_line_and_not_repeated(now: datetime, typed: list[str]) -> None:
    lines = sheet(Kind.MASTER, masters.configured())
    tag, groups = lines[2].split(" ", 1)
    wrong = ("A" if groups[0] != "A" else "B") + groups[1:]
    typed += [*lines[:2], f"{tag} {wrong}"]
    code, said = run("check", "--rehearse")
    assert code == 4
    assert re.findall("Ligne (\\d+)\N{NO-BREAK SPACE}: ", said) == ["3"]
    assert "K.m1.4" in said
    assert not any(group in said for line in typed for group in line.split()[1:])
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_person_at_a_terminal_is_asked_again_for_the_line_alone(
    monkeypatch: pytest.MonkeyPatch, rows: list[Witness], now: datetime
) -> None:
    rows.append(seal_row(uuid4(), now))
    lines = sheet(Kind.MASTER, masters.configured())
    answers = iter([lines[0], lines[1][:-1] + "?", *lines[1:], ""])
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    monkeypatch.setattr("notifier.vault.management.typist.getpass", lambda prompt: next(answers))
    code, said = run("check", "--rehearse")
    assert code == 0
    assert said.count("faute de frappe") == 1


@pytest.mark.django_db
def test_what_is_no_copy_is_refused(tmp_path: Path, by: Actor) -> None:
    assert run("check", "--rehearse", "--keystore", str(tmp_path / "none"))[0] == 1
    assert run("check", "--keystore", str(tmp_path / "none"))[0] == 1
