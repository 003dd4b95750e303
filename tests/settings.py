"""The project's own settings, with secrets made up for one run of the tests and a data folder of its own."""

import os
import secrets
import tempfile

os.environ.setdefault("NOTIFIER_DEBUG", "1")
os.environ.setdefault("NOTIFIER_HOME", tempfile.mkdtemp(prefix="notifier-tests-"))
os.environ.setdefault("NOTIFIER_SECRET_KEY", secrets.token_urlsafe(50))

from notifier.settings import *  # noqa: F403
