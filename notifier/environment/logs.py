"""What is logged, where to and how: one line each, and nothing that could name a patient."""

import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"})


def logs(name: str) -> dict[str, Any]:
    """Python's logging configuration, at the level that variable says."""
    level = os.environ.get(name) or "WARNING"
    if level not in _LEVELS:
        raise ImproperlyConfigured(f"{name} must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "notifier.vault.reports.SealedFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # SQL carries values; it is never logged, not even when the level is lowered.
            "django.db.backends": {"handlers": [], "propagate": False},
            # It names each letter that no font of ours has, and they may be those of a name.
            "weasyprint": {"level": "ERROR"},
        },
    }
