"""The project's own settings, with secrets made up for one run of the tests and a data folder of its own."""

import atexit
import os
import secrets
import shutil
import tempfile

os.environ.setdefault("NOTIFIER_DEBUG", "1")
if "NOTIFIER_HOME" not in os.environ:
    os.environ["NOTIFIER_HOME"] = tempfile.mkdtemp(prefix="notifier-tests-")
    atexit.register(shutil.rmtree, os.environ["NOTIFIER_HOME"], ignore_errors=True)
os.environ.setdefault("NOTIFIER_SECRET_KEY", secrets.token_urlsafe(50))

from notifier.settings import *  # noqa: F403
