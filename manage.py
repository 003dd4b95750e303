#!/usr/bin/env python3
"""Django's command line, with Notifier's settings."""

import os
import socket
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notifier.settings")
    if sys.argv[1:2] == ["demo"]:
        _prepare_demo()
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from notifier.lib.tracebacks import story

    # What a command breaks on may be the very value of a patient.
    sys.excepthook = lambda _kind, error, _traceback: sys.stderr.write(story(error))
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Notifier cannot start: {problem}")
    except OperationalError as problem:
        # Its first line is about the server; what follows may quote a row.
        sys.exit(f"Notifier cannot go on: the database says: {str(problem).strip().splitlines()[0]}")


def _prepare_demo() -> None:
    """Settings are read before the command runs, so the demo says here that it is one and where its mail goes."""
    os.environ.setdefault("NOTIFIER_DEMO", "headless" if "--headless" in sys.argv else "serve")
    if "EMAIL_URL" not in os.environ:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{probe.getsockname()[1]}"
        os.environ["NOTIFIER_DEMO_CATCHER"] = "1"


if __name__ == "__main__":
    main()
