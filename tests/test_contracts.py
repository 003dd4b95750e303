"""Each layering contract is broken on purpose in a copy of the house: one never seen red proves nothing."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
with (ROOT / "pyproject.toml").open("rb") as _file:
    CONTRACTS = tomllib.load(_file)["tool"]["importlinter"]["contracts"]

# Contract -> the file that sins, and its sin.
SINS = {
    "Apps are a staircase: import only from the apps below": (
        "audit/canonical.py",
        "from notifier.breaches.models import Case  # noqa",
    ),
    "Inside an app the arrows point down": (
        "mailroom/queries/__init__.py",
        "from notifier.mailroom.actions import print_here  # noqa",
    ),
    "Views are reached only through urls": (
        "dashboard/templatetags/spoken.py",
        "from notifier.dashboard import views  # noqa",
    ),
    "Rules and engines are pure Python": (
        "law/age.py",
        "from notifier.lib.dirty import anything  # noqa",
    ),
    "Only tasks know Celery": ("notices/queries/__init__.py", "import celery  # noqa"),
    "Only actions and dispatch write the audit log": (
        "dashboard/views.py",
        "from notifier.audit.actions import record  # noqa",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "notifier", tmp_path / "notifier", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_tried() -> None:
    assert {contract["name"] for contract in CONTRACTS} == set(SINS)


def test_the_house_as_it_stands_keeps_them_all(copy: Path) -> None:
    result = check(copy)
    assert result.returncode == 0, result.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in result.stdout


@pytest.mark.parametrize("name", SINS)
def test_a_sin_breaks_its_contract(copy: Path, name: str) -> None:
    file, sin = SINS[name]
    if "dirty" in sin:
        # Not even through another module.
        (copy / "notifier/lib/dirty.py").write_text("from django.utils import timezone as anything  # noqa\n")
    path = copy / "notifier" / file
    path.write_text(f"{path.read_text()}\n{sin}\n")
    result = check(copy)
    assert result.returncode != 0
    assert f"{name} BROKEN" in result.stdout


def test_a_room_the_contracts_do_not_know_is_refused(copy: Path) -> None:
    (copy / "notifier" / "utils").mkdir()
    (copy / "notifier" / "utils" / "__init__.py").write_text("")
    assert check(copy).returncode != 0


def test_a_file_the_order_does_not_know_is_refused(copy: Path) -> None:
    (copy / "notifier" / "notices" / "helpers.py").write_text("")
    assert check(copy).returncode != 0
