"""Does the file of retention speak of every column, of every model, and of nothing else?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notifier.dossiers.rules.retention import Retention

CLASSES = frozenset({"sealed", "patient", "person", "none"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the database has it; `is_binary` is asked of sealed ones."""

    name: str
    is_binary: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing the file does not say, or says of nothing. `code` is stable."""

    code: str
    where: str


def gaps(retention: Retention, models: Mapping[str, tuple[Column, ...]]) -> list[Gap]:
    """`models` maps every model's label (`app.Model`) to its columns."""
    return [*_unkept(retention, models), *_stale(retention, models), *_columns(retention, models)]


def _unkept(retention: Retention, models: Mapping[str, tuple[Column, ...]]) -> Iterator[Gap]:
    for label in models:
        period = retention.keep.get(label, retention.keep.get(label.split(".")[0]))
        if period is None:
            yield Gap("model_without_period", label)
    for name, period in retention.keep.items():
        if period not in retention.periods:
            yield Gap("unknown_period", name)


def _stale(retention: Retention, models: Mapping[str, tuple[Column, ...]]) -> Iterator[Gap]:
    apps = {label.split(".")[0] for label in models}
    yield from (Gap("stale_period", name) for name in retention.keep if name not in models and name not in apps)
    yield from (Gap("stale_model", label) for label in retention.columns if label not in models)


def _columns(retention: Retention, models: Mapping[str, tuple[Column, ...]]) -> Iterator[Gap]:
    for label, columns in models.items():
        classes = retention.columns.get(label, {})
        yield from (Gap("unknown_class", f"{label} {name}") for name in classes if name not in CLASSES)
        named = [name for names in classes.values() for name in names]
        existing = {column.name for column in columns}
        yield from (Gap("column_twice", f"{label}.{name}") for name in sorted({n for n in named if named.count(n) > 1}))
        yield from (Gap("stale_column", f"{label}.{name}") for name in named if name not in existing)
        yield from (Gap("column_without_class", f"{label}.{name}") for name in sorted(existing - set(named)))
        sealed = classes.get("sealed", ())
        yield from (
            # A sealed column that could hold readable text would not be one.
            Gap("sealed_column_is_not_binary", f"{label}.{column.name}")
            for column in columns
            if column.name in sealed and not column.is_binary
        )
