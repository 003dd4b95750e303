"""Before anything is served or sent: is the log guarded?"""

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from notifier.audit import triggers


def check_guards() -> None:
    """Raises ImproperlyConfigured when a trigger of the log is gone or changed.

    A database that does not answer yet, or is not migrated yet, is another matter, and not this one's to judge.
    """
    connection = connections["default"]
    try:
        lacking = triggers.missing(connection) if triggers.is_migrated(connection) else []
    except OperationalError:
        return
    finally:
        connection.close()
    if lacking:
        raise ImproperlyConfigured(
            f"the audit log is not guarded ({', '.join(lacking)}): find out why, then run manage.py migrate."
        )
