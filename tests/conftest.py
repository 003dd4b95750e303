"""What every test shares: settings fit for tests, and tables that can be emptied afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import TransactionTestCase

from notifier.audit import triggers
from notifier.audit.actors import Actor

NOW = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every database test is marked as one, or it would be passed over when those are chosen for PostgreSQL; and sees
    the key store as well as the main database.
    """
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is None and "db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
            mark = item.get_closest_marker("django_db")
        if mark and "databases" not in mark.kwargs:
            both = pytest.mark.django_db(*mark.args, **{**mark.kwargs, "databases": ["default", "keys"]})
            item.add_marker(both, append=False)


@pytest.fixture(autouse=True, scope="session")
def _emptying_may_pass_the_triggers() -> Iterator[None]:
    """After a transaction test Django empties every table, which the audit log refuses; lift that for the moment."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        triggers.remove(connections["default"])
        try:
            flush(case)
        finally:
            triggers.install(connections["default"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def by() -> Actor:
    return Actor("system", "tests")
