import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from notifier.audit import triggers
from notifier.audit.startup import check_guards


@pytest.mark.django_db(transaction=True)
def test_a_log_without_its_guards_stops_the_start() -> None:
    check_guards()
    triggers.remove(connection)
    try:
        with pytest.raises(ImproperlyConfigured, match="audit_event_no_") as refused:
            check_guards()
        assert "manage.py migrate" in str(refused.value)
    finally:
        triggers.install(connection)
