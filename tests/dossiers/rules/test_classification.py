"""Every way in which the file of retention can fall behind the database."""

from collections.abc import Mapping

import pytest

from notifier.dossiers.rules.classification import Column, Gap, gaps
from notifier.dossiers.rules.retention import FILE, Retention, read_retention

MODELS = {"a.B": (Column("id", False), Column("blob", True))}
PERIODS = FILE.read_text(encoding="utf-8").split("[keep]")[0]


def kept(keep: str, columns: str) -> Retention:
    return read_retention(f"{PERIODS}\n[keep]\n{keep}\n{columns}")


def test_a_whole_file_has_no_gap() -> None:
    assert gaps(kept('a = "always"', '["a.B"]\nnone = ["id"]\nsealed = ["blob"]'), MODELS) == []


@pytest.mark.parametrize(
    ("keep", "columns", "gap"),
    [
        ("", '["a.B"]\nnone = ["id", "blob"]', Gap("model_without_period", "a.B")),
        ('a = "soon"', '["a.B"]\nnone = ["id", "blob"]', Gap("unknown_period", "a")),
        ('a = "always"\nz = "always"', '["a.B"]\nnone = ["id", "blob"]', Gap("stale_period", "z")),
        ('a = "always"', '["a.B"]\nnone = ["id", "blob"]\n["a.C"]\nnone = ["id"]', Gap("stale_model", "a.C")),
        ('a = "always"', '["a.B"]\nnone = ["id"]', Gap("column_without_class", "a.B.blob")),
        ('a = "always"', "", Gap("column_without_class", "a.B.id")),
        ('a = "always"', '["a.B"]\nnone = ["id", "blob", "x"]', Gap("stale_column", "a.B.x")),
        ('a = "always"', '["a.B"]\nnone = ["id", "blob"]\nperson = ["id"]', Gap("column_twice", "a.B.id")),
        ('a = "always"', '["a.B"]\nnone = ["id"]\nsecret = ["blob"]', Gap("unknown_class", "a.B secret")),
        ('a = "always"', '["a.B"]\nsealed = ["id", "blob"]', Gap("sealed_column_is_not_binary", "a.B.id")),
    ],
)
def test_each_gap_is_named(keep: str, columns: str, gap: Gap) -> None:
    assert gap in gaps(kept(keep, columns), MODELS)


def test_a_model_may_have_a_period_of_its_own() -> None:
    models: Mapping[str, tuple[Column, ...]] = MODELS
    assert gaps(kept('"a.B" = "campaign"', '["a.B"]\nnone = ["id"]\nsealed = ["blob"]'), models) == []
