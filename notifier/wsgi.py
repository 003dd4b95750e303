"""The web server's way in."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from notifier.audit.startup import check_guards

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notifier.settings")
try:
    application = get_wsgi_application()
    check_guards()
except ImproperlyConfigured as problem:
    sys.stderr.write(f"Notifier cannot start: {problem}\n")
    # What gunicorn takes for a start that failed; with any other it would try again for ever.
    sys.exit(3)
