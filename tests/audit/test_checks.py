"""The start-up check of the audit log."""

import pytest
from django.core.checks import run_checks
from django.db import connections

from notifier.audit import triggers
from notifier.audit.checks import triggers_are_installed


@pytest.mark.django_db(transaction=True)
def test_a_missing_trigger_stops_the_start() -> None:
    connection = connections["default"]
    assert triggers_are_installed(["default"]) == []
    triggers.remove(connection)
    try:
        found = run_checks(databases=["default"])
        assert {message.id for message in found} == {"audit.E001"}
        assert len(found) == (10 if connection.vendor == "sqlite" else 9)
    finally:
        triggers.install(connection)


def test_without_the_database_nothing_is_asked() -> None:
    assert triggers_are_installed([]) == []
