"""Start-up check: are the audit log's triggers in place?"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from notifier.audit import triggers


@register(Tags.database)
def triggers_are_installed(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """`audit.E001` for each trigger that is gone; a database not yet migrated is no fault."""
    if "default" not in (databases or []):
        return []
    connection = connections["default"]
    if not triggers.is_migrated(connection):
        return []
    return [
        Error(f"The audit log's trigger {name} is missing or changed.", hint="Run manage.py migrate.", id="audit.E001")
        for name in triggers.missing(connection)
    ]
