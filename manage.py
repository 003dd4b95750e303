#!/usr/bin/env python3
"""Django's command line, with Notifier's settings."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notifier.settings")
    if sys.argv[1:2] == ["demo"]:
        # Settings are read before the command runs, so the demo says here that it is one.
        os.environ.setdefault("NOTIFIER_DEMO", "headless" if "--headless" in sys.argv else "serve")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Notifier cannot start: {problem}")


if __name__ == "__main__":
    main()
