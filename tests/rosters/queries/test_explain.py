import re
from pathlib import Path

import pytest
from django.utils import translation

from notifier.rosters.choices import CareFlag
from notifier.rosters.policies import RealRosterRefused
from notifier.rosters.queries import CODES, column_name, explain, explain_question, explain_reason
from notifier.rosters.rules.headers import Field
from notifier.rosters.rules.problems import ALL_CODES, ASK_CODES, FILE_CODES, ROW_CODES, WARNING_CODES, Problem

DOCS = Path(__file__).parents[3] / "docs" / "import-codes.md"
CLOSED = {"case_closed", "case_erased", "no_agreement"}
REAL = {"debug_on", "made_up_secrets", "escrow_not_confirmed", "no_second_factor"}


@pytest.fixture(autouse=True)
def _french() -> object:
    with translation.override("fr"):
        yield


def test_every_code_has_a_sentence_and_no_sentence_is_idle() -> None:
    assert set(CODES) == ALL_CODES | REAL | CLOSED
    assert RealRosterRefused.__doc__ is not None
    assert set(re.findall(r"[a-z]+_[a-z_]+", RealRosterRefused.__doc__)) == REAL


def test_every_code_is_documented_in_its_place() -> None:
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", DOCS.read_text(), re.MULTILINE | re.DOTALL))
    codes = [set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) for text in sections.values()]

    assert codes == [set(FILE_CODES), set(ASK_CODES), set(ROW_CODES), set(WARNING_CODES), REAL, CLOSED]


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_sentence_ends_plainly(code: str) -> None:
    sentence = explain_reason(code)

    assert sentence.endswith(".")
    assert "!" not in sentence


def test_a_problem_is_told_with_its_place() -> None:
    assert explain(Problem(3, None, "duplicate")).startswith("Ligne 3\u00a0: Cette personne")
    assert explain(Problem(3, "town", "incomplete_address")).startswith(
        "Ligne 3, colonne «\u00a0ville\u00a0»\u00a0: L’adresse"
    )
    assert explain(Problem(1, "#7", "unknown_column")).startswith("Ligne 1, colonne 7\u00a0: Cette colonne")


def test_a_question_names_the_columns_it_is_about() -> None:
    assert explain_question("many_refused", []) == explain_reason("many_refused")
    assert explain_question("unknown_column", ["#7", "#9"]).startswith("Colonnes 7, 9\u00a0: Cette")


@pytest.mark.parametrize("name", [*Field, *CareFlag, "email_or_address"])
def test_every_column_has_a_name_in_words(name: str) -> None:
    assert "_" not in column_name(name)
