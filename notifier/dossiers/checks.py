"""Start-up check: does the file of retention speak of every column?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

from notifier.dossiers.rules.classification import Column, gaps
from notifier.dossiers.rules.retention import UnreadableRetention, retention


@register()
def retention_is_whole(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """`dossiers.E001` for each gap, `dossiers.E002` when the file cannot be read at all."""
    try:
        found = gaps(retention(), every_column())
    except UnreadableRetention as problem:
        return [Error(str(problem), id="dossiers.E002")]
    hint = "Say in notifier/retention.toml what it holds and how long it is kept."
    return [Error(f"retention.toml: {gap.code}: {gap.where}", hint=hint, id="dossiers.E001") for gap in found]


def every_column() -> dict[str, tuple[Column, ...]]:
    """The columns of every model of the house and of its libraries."""
    return {
        model._meta.label: tuple(
            Column(field.name, field.get_internal_type() == "BinaryField")
            for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)
        )
        for model in apps.get_models(include_auto_created=True)
    }
