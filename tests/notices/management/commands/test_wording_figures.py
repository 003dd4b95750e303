import io
import json
from pathlib import Path

from django.core.management import call_command

from notifier.notices.rules.readability import rows


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("wording_figures", *arguments, stdout=out)
    return out.getvalue()


def test_a_table_has_a_line_for_each_text() -> None:
    lines = run().splitlines()
    assert lines[0].split()[:3] == ["form", "language", "tier"]
    assert len(lines) == 1 + len(list(rows()))


def test_a_program_reads_the_same_figures() -> None:
    found = json.loads(run("--json"))
    assert len(found) == len(list(rows()))
    assert {"form", "language", "words", "sentences", "mean", "longest", "score"} <= set(found[0])


def test_the_documentation_prints_the_figures_of_today() -> None:
    page = (Path(__file__).resolve().parents[4] / "docs" / "texts.md").read_text()
    assert run().rstrip() in page
