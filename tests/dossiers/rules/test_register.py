import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.dossiers.rules.register import Entry, RegisterFiling, as_csv, as_json, harmless, is_late, limit
from notifier.law.deadlines import PARIS, authority_deadline
from notifier.law.risk import Risk

AWARE = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)
ENTRY = Entry(
    case=UUID(int=7),
    controller="Cabinet du Dr Morel",
    siren="123456782",
    breach="Vol de fichiers",
    vendor="",
    began_on=date(2025, 11, 12),
    ended_on=None,
    categories=("identity", "email"),
    aware_at=AWARE,
    filings=(
        RegisterFiling("initial", AWARE + timedelta(hours=80), "post", "N-1", is_complete=False),
        RegisterFiling("complementary", AWARE + timedelta(hours=90), "post", "", is_complete=True),
    ),
    affected=12,
    informed=9,
    closed_at=None,
    erased_at=None,
    is_late=True,
)


def test_late_is_the_first_filing_or_its_absence_now() -> None:
    at = [AWARE + timedelta(hours=hours) for hours in (72, 74)]
    assert [is_late(AWARE, moment, at[1], risk=None) for moment in at] == [False, True]
    assert [is_late(AWARE, None, moment, risk=None) for moment in at] == [False, True]
    assert not any(is_late(AWARE, None, moment, risk=Risk.UNLIKELY) for moment in at)
    assert is_late(AWARE, None, at[1], risk=Risk.RISK)


@given(st.datetimes(min_value=datetime(2018, 6, 1), max_value=datetime(2040, 1, 1), timezones=st.just(PARIS)))  # noqa: DTZ001 - given a zone
def test_the_limit_is_the_law_s(aware_at: datetime) -> None:
    assert limit(aware_at) == authority_deadline(aware_at).safe


def test_json_keeps_names_numbers_and_zones() -> None:
    found = json.loads(as_json([ENTRY]))[0]
    assert (found["aware_at"], found["limit"]) == ("2026-03-04T11:05:00+01:00", "2026-03-07T12:00:00+01:00")
    assert (found["affected"], found["late"], found["ended_on"], found["erased_at"]) == (12, True, None, None)
    assert [filing["receipt"] for filing in found["filings"]] == ["N-1", ""]


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_has_the_columns_asked_for() -> None:
    found = rows(
        as_csv(
            [ENTRY],
            {"controller": "Responsable", "late": "Retard", "filings": "Déclarations", "categories": "Données"},
            {"True": "oui", "initial": "Première", "email": "courriel"},
        )
    )
    assert found == [
        ["Responsable", "Retard", "Déclarations", "Données"],
        [
            "Cabinet du Dr Morel",
            "oui",
            "Première, 2026-03-07T19:05:00+01:00, N-1 | complementary, 2026-03-08T05:05:00+01:00",
            "identity | courriel",
        ],
    ]


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(beginning: str) -> None:
    name = f"{beginning}cmd|' /C calc'!A0"
    found = rows(as_csv([replace(ENTRY, controller=name)], {"controller": "Responsable"}, {}))
    assert found[1] == [f"'{name}"]


@given(st.text())
def test_a_cell_is_harmless_and_otherwise_itself(text: str) -> None:
    found = harmless(text)
    assert found in (text, f"'{text}")
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
