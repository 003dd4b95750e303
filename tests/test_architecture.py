"""The house keeps its own rules: the tests mirror the sources, tables are total, every column is classified."""

import ast
import importlib.util
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from django.apps import apps

from notifier.dashboard.queries.sums import Sums
from notifier.dashboard.templatetags.holding import REASONS
from notifier.dossiers.checks import retention_is_whole
from notifier.notices.choices import HoldReason, State
from notifier.notices.rules.states import EVENTS, INFORMED, MOVING, ON_PAPER, TO_TREAT, TRANSITIONS, WITHDRAWN

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for path in (ROOT / "notifier").rglob("*.py") if "migrations" not in path.parts)

# Files that need no test of their own name, and why.
BY_NAME = {
    "__init__.py": "re-exports, or words",
    "apps.py": "names the app",
    "urls.py": "every address is tried as every role in test_access.py",
    "choices.py": "closed lists",
    "models.py": "columns; behaviour and constraints are tried through the actions",
    "celery.py": "configured from settings; journeys run it",
    "wsgi.py": "one line; the browser tests are served through it",
}
BY_PATH = {
    "notifier/audit/tree.py": "tried through its users, audit/test_sequencer.py and audit/test_proofs.py",
    "notifier/audit/verification": "tried as a whole in audit/verification/test_log.py",
    "notifier/accounts/models": "columns and constraints, tried through accounts' actions",
    "notifier/breaches/models": "columns; visible_to is tried as every role in test_access.py",
    "notifier/notices/models": "columns and constraints, tried through the outbox",
    "notifier/notices/rules/findings.py": "shapes without behaviour",
    "notifier/notices/rules/checking": "the single checks, tried together in notices/rules/test_checks.py",
    "notifier/notices/forms": "tried in notices/views",
    "notifier/notices/queries/labels.py": "words, read in the pages and in notices/templatetags",
    "notifier/notices/views/access.py": "tried as every role in test_access.py, and through each view",
    "notifier/notices/rules/texts": "tried together in notices/rules/test_texts.py",
    "notifier/notices/actions/settling.py": "the inside of deciding, tried in notices/actions/test_caring.py",
    "notifier/notices/rendering/labels.py": "words, read in the rendered notices",
    "notifier/press/style.py": "the look; tried where letters are measured, press/test_letters.py",
    "notifier/press/fonts.py": "one cached object",
    "notifier/lib/document.py": "shapes without behaviour",
    "notifier/law/cases/shapes.py": "shapes, tried in law/cases/test_table.py",
    "notifier/law/decisions/shapes.py": "shapes without behaviour",
    "notifier/law/template/shapes.py": "shapes without behaviour",
    "notifier/law/template/rows": "the table, tried as a whole in law/template/test_table.py",
    "notifier/delivery/forms.py": "tried in delivery/views",
    "notifier/delivery/models": "columns; behaviour and constraints are tried through the actions",
    "notifier/delivery/channels/face.py": "shapes without behaviour",
    "notifier/mailroom/channels/face.py": "declarations; tried with every channel",
    "notifier/delivery/actions/attempts.py": "shapes and facts, tried in delivery/actions/test_sending.py",
    "notifier/rosters/rules/examination.py": "shapes, tried in rosters/rules/test_examine.py",
    "notifier/rosters/rules/problems.py": "the list of codes, compared with the documentation there",
    "notifier/rosters/rules/headers.py": "spellings, tried in rosters/rules/test_columns.py",
    "notifier/rosters/actions/writing.py": "the inside of importing, tried in rosters/actions/test_importing.py",
    **{
        f"notifier/vault/management/{name}.py": "a part of `manage.py keys`, tried through it"
        for name in ("making", "escrowing", "checking", "typist")
    },
    "notifier/rosters/management/importing.py": "what two commands share, tried through both",
    "notifier/rosters/forms.py": "tried in rosters/test_views.py",
    "notifier/delivery/actions/exporting.py": "one event, tried in delivery/views/test_unreached.py",
    "notifier/delivery/actions/accounting.py": "tried in delivery/dispatch/test_completeness.py",
    "notifier/breaches/forms": "tried in breaches/views",
    "notifier/breaches/queries/labels.py": "words, read in the pages of breaches/views",
    "notifier/reception/forms.py": "tried in reception/views",
    "notifier/dossiers/rules/material.py": "shapes, tried in dossiers/rules/test_packing.py",
    "notifier/dossiers/rules/authority/facts.py": "shapes and words, tried in dossiers/rules/authority/test_known.py",
    "notifier/dossiers/rendering/words.py": "words, read in the report",
    "notifier/dossiers/rendering/counted.py": "words, tried in dossiers/rendering/test_sentences.py",
    "notifier/dossiers/management/files.py": "what two commands share, tried through both",
    "notifier/mailroom/forms.py": "tried in mailroom/views",
    "notifier/mailroom/queries/words.py": "words, read in the pages of mailroom/views",
    "notifier/dashboard/forms.py": "tried in dashboard/test_views.py",
    "notifier/dashboard/queries/stories/sentences": "tried together in dashboard/queries/stories/test_table.py",
    "notifier/dossiers/forms.py": "tried in dossiers/views",
    "notifier/accounts/forms.py": "tried in accounts/views",
    "notifier/accounts/rules/agreement_french.py": "words, tried in accounts/rules/test_agreements.py",
    "notifier/accounts/rules/agreement_english.py": "words, tried in accounts/rules/test_agreements.py",
    "notifier/dashboard/queries/standings.py": "what boards are made of, tried in dashboard/queries/test_boards.py",
    "notifier/dashboard/templatetags/boards.py": "addresses, tried in breaches/views/test_following.py",
    "notifier/dashboard/queries/boards.py": "tried in dashboard/test_views.py and, for its queries, test_boards.py",
}
# One test may stand for a package of the same name.
PERMITTED_WRITES = {"save_m2m"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def needs_test(path: Path) -> bool:
    name = relative(path)
    exempt = any(name == prefix or name.startswith(f"{prefix}/") for prefix in BY_PATH)
    return path.name not in BY_NAME and not exempt


def test_every_source_has_its_test() -> None:
    missing = []
    for path in filter(needs_test, SOURCES):
        inside = path.relative_to(ROOT / "notifier")
        if not (ROOT / "tests" / inside.with_name(f"test_{inside.name}")).is_file():
            missing.append(relative(path))
    assert missing == []


def test_no_exemption_outlives_its_file() -> None:
    assert [name for name in BY_PATH if not (ROOT / name).exists()] == []


def test_every_test_has_its_source() -> None:
    free = {"test_access.py", "test_architecture.py", "test_contracts.py", "test_documents.py", "test_roles.py"}
    orphans = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        inside = path.relative_to(ROOT / "tests")
        if inside.parts[0] in {"browser", "journeys", "scripts"} or inside.as_posix() in free:
            continue
        source = ROOT / "notifier" / inside.with_name(inside.name.removeprefix("test_"))
        if not source.is_file() and not source.with_suffix("").is_dir():
            orphans.append(inside.as_posix())
    assert orphans == []


# Must be one file: it is handed over alone and needs nothing but Python.
STANDALONE = "notifier/dossiers/verify.py"


def test_no_file_is_too_long() -> None:
    short = [path for path in SOURCES if relative(path) != STANDALONE]
    assert [relative(path) for path in short if len(path.read_text().splitlines()) > 300] == []


def test_the_script_that_is_handed_over_needs_nothing_but_python() -> None:
    imports = [node for node in ast.walk(ast.parse((ROOT / STANDALONE).read_text()))
               if isinstance(node, ast.Import | ast.ImportFrom)]  # fmt: skip
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_nothing_is_left_for_later() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")
    places = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    assert [relative(path) for path in places if any(word in path.read_text() for word in words)] == []


def outer_layers() -> Iterator[Path]:
    for path in SOURCES:
        parts = path.relative_to(ROOT / "notifier").parts
        # The demo plays everybody's part, through the actions as well; its folder is looked at too.
        if path.name in {"views.py", "tasks.py", "forms.py", "middleware.py", "adapters.py"} or {
            "management",
            "views",
        } & set(parts):
            yield path


def test_views_tasks_forms_and_commands_write_nothing() -> None:
    """Writes are actions: nobody above them touches a row."""
    found = []
    for path in outer_layers():
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            name, on = node.func.attr, ast.unparse(node.func.value)
            updates_rows = name == "update" and "objects" in on
            if updates_rows or (name in WRITES - PERMITTED_WRITES and not on.endswith("session")):
                found.append(f"{relative(path)}:{node.lineno} {on}.{name}")
    assert found == []


# A worker's own counter, from which what it did is written down later with its events.
COUNTERS = {"count_next", "put_away"}


def test_actions_take_who_and_when() -> None:
    """Every public function of the actions is keyword-only and names its actor and its moment."""
    wrong = []
    for path in SOURCES:
        inside = path.relative_to(ROOT / "notifier").parts
        if inside[0] == "audit" or not (path.name == "actions.py" or "actions" in inside[:-1]):
            continue
        for node in ast.parse(path.read_text()).body:
            # A check refuses or passes; it writes nothing.
            if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "check_")):
                names = {argument.arg for argument in node.args.kwonlyargs}
                if not {"by", "at"} <= names and node.name not in COUNTERS:
                    wrong.append(f"{relative(path)}:{node.lineno} {node.name}")
    assert wrong == []


def test_the_clock_is_read_only_at_the_edge() -> None:
    """Rules, actions and queries are given the time; only views, tasks and commands ask for it."""
    found = []
    for path in set(SOURCES) - set(outer_layers()):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "timezone.now", "datetime.now", "date.today", "time.time", "datetime.utcnow",
            }:  # fmt: skip
                found.append(f"{relative(path)}:{node.lineno}")
    assert found == []


def test_no_circle_hides_in_a_function() -> None:
    """Imports stand at the top, or two rooms need each other; an app's `ready` runs late by its nature."""
    late = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                late += [
                    f"{relative(path)}:{inner.lineno}"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                ]
    assert [place for place in late if "/apps.py:" not in place] == []


def test_states_have_one_table() -> None:
    assert set(TRANSITIONS) == set(State)
    assert set(EVENTS) == {(old, new) for old, targets in TRANSITIONS.items() for new in targets}


def test_every_state_is_counted_once() -> None:
    groups = [INFORMED, MOVING, ON_PAPER, TO_TREAT, WITHDRAWN, frozenset({State.IN_DOUBT})]
    assert sorted(state for group in groups for state in group) == sorted(State)
    one_each = Sums(dict.fromkeys(State, 1))
    parts = one_each.informed + one_each.moving + one_each.on_paper + one_each.to_treat + one_each.in_doubt
    assert parts + one_each.withdrawn == one_each.total == len(State)


def test_every_reason_to_hold_has_its_words() -> None:
    assert set(REASONS) == set(HoldReason)


def test_the_diagram_is_current() -> None:
    spec = importlib.util.spec_from_file_location("draw_states", ROOT / "scripts" / "draw_states.py")
    assert spec is not None
    assert spec.loader is not None
    drawing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawing)
    assert (ROOT / "docs" / "states.md").read_text() == drawing.page(), "run make docs"


def test_every_column_is_classified_and_every_model_has_its_period() -> None:
    """The start-up check, which `manage.py check` asks as well."""
    assert retention_is_whole() == []


def test_apps_are_listed_in_the_order_of_the_staircase() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    stairs = [name.strip("() ") for layer in contracts[0]["layers"] for name in layer.split("|")]
    installed = [
        config.name.removeprefix("notifier.") for config in apps.get_app_configs() if "notifier." in config.name
    ]
    places = [stairs.index(name) for name in installed]
    assert all(lower >= higher or {stairs[lower], stairs[higher]} == {"reception", "dashboard"}
               for lower, higher in pairwise(places))  # fmt: skip
