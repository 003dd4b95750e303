"""The Celery application: its messages carry ids or nothing, and may be lost or doubled without harm."""

import os
import sys

from celery import Celery
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notifier.settings")
try:
    # Read here: Celery itself would wrap what is wrong with them in a trace.
    _ = settings.DEBUG
except ImproperlyConfigured as problem:
    sys.exit(f"Notifier cannot start: {problem}")
app = Celery("notifier")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
