"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notifier.settings")
application = get_wsgi_application()

from notifier.audit.startup import check_guards  # noqa: E402 - it asks the database, which is set up only now

check_guards()
