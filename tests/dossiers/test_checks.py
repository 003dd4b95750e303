"""The start-up check of the file of retention."""

from pathlib import Path

import pytest

from notifier.dossiers.checks import every_column, retention_is_whole
from notifier.dossiers.rules import retention as rules


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the file that may be spoilt."""
    copy = tmp_path / "retention.toml"
    copy.write_text(rules.FILE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(rules, "FILE", copy)
    rules.retention.cache_clear()
    return copy


@pytest.fixture(autouse=True)
def _read_anew() -> object:
    yield
    rules.retention.cache_clear()


def test_the_file_is_whole(file: Path) -> None:
    assert retention_is_whole() == []


def test_a_column_left_out_is_found(file: Path) -> None:
    file.write_text(file.read_text().replace('"has_email", ', ""))
    assert [(e.id, "rosters.Patient.has_email" in e.msg) for e in retention_is_whole()] == [("dossiers.E001", True)]


def test_a_file_that_cannot_be_read_is_one_error(file: Path) -> None:
    file.write_text("[keep")
    assert [e.id for e in retention_is_whole()] == ["dossiers.E002"]


def test_sealed_columns_are_seen_as_binary() -> None:
    assert [c.is_binary for c in every_column()["rosters.Patient"] if c.name in {"sealed", "tier"}] == [True, False]
