"""Many rows at once: by COPY on PostgreSQL, which costs a fraction of an INSERT with a placeholder for every value."""

from collections.abc import Sequence

from django.db import connection, models

# Below this an INSERT is as quick.
_MANY = 20


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, in their order; raises what an INSERT would. Their keys are not read back."""
    if rows:
        names = _names(type(rows[0]))
        insert_values(type(rows[0]), names, [[getattr(row, name) for name in names] for row in rows])


def insert_values(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """As insert_many, for rows no object need be made of: their values, in the order of `names`, as attributes are
    called (`run_id`). Every column must be named but a key the database counts itself.
    """
    if set(names) != set(_names(model)):
        raise ValueError(f"not the columns of {model.__name__}")
    if connection.vendor != "postgresql" or len(rows) < _MANY:
        made = [model(**dict(zip(names, row, strict=True))) for row in rows]
        model._default_manager.bulk_create(made, batch_size=500)
        return
    quote = connection.ops.quote_name
    fields = {field.attname: str(field.column) for field in model._meta.local_concrete_fields}
    columns = ", ".join(quote(fields[name]) for name in names)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _names(model: type[models.Model]) -> list[str]:
    fields = model._meta.local_concrete_fields
    return [field.attname for field in fields if not isinstance(field, models.AutoField)]
