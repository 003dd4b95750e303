"""Error reports name where it broke and no one."""

import sys

from django.test import RequestFactory
from django.views.debug import ExceptionReporter
from pytest_django import Settings

# Put together here, so that the lines of source a report shows do not hold them.
POSTED, LOCAL = "-".join(["Canari", "Posted"]), "-".join(["Canari", "Local"])


def test_a_report_holds_neither_locals_nor_fields(rf: RequestFactory, settings: Settings) -> None:
    settings.DEBUG = True
    request = rf.post("/", {"nom": POSTED})
    given = LOCAL
    try:
        raise ZeroDivisionError(len(given))
    except ZeroDivisionError:
        reporter = ExceptionReporter(request, *sys.exc_info())
    text = reporter.get_traceback_text() + reporter.get_traceback_html()
    assert "ZeroDivisionError" in text
    assert "test_reports.py" in text
    assert POSTED not in text
    assert LOCAL not in text
