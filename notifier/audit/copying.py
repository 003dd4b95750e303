"""Many rows at once: by COPY on PostgreSQL, which costs a fraction of an INSERT with a placeholder for every value."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

# Below this an INSERT is as quick.
_MANY = 20


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, in their order; raises what an INSERT would. Their keys are not read back."""
    if not rows:
        return
    model = type(rows[0])
    if _by_insert(len(rows)):
        model._default_manager.bulk_create(rows, batch_size=500)
        return
    names = [field.attname for field in _written(model)]
    _copy(model, names, ([getattr(row, name) for name in names] for row in rows))


def insert_values(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """The same for rows as values in the order of `names`, which are the model's attributes (`case_id`), all but a key
    the database gives.
    """
    if _by_insert(len(rows)):
        made = [model(**dict(zip(names, row, strict=True))) for row in rows]
        model._default_manager.bulk_create(made, batch_size=500)
        return
    _copy(model, names, rows)


def _by_insert(count: int) -> bool:
    return connection.vendor != "postgresql" or count < _MANY


def _copy(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    statement, types = _statement(model, tuple(names))
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


@lru_cache(maxsize=32)
def _statement(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[str]]:
    """The statement, and each column's type without its length, which the values are written in."""
    fields = {field.attname: field for field in _written(model)}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(fields[name].column)) for name in names)
    types = [str(fields[name].db_type(connection)).partition("(")[0] for name in names]
    return f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN (FORMAT BINARY)", types


def _written(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
