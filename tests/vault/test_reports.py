"""Error reports name where it broke and no one."""

import io
import logging
import logging.config
from typing import Any

import pytest
from celery import Celery
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class
from pytest_django import Settings

from notifier.vault.reports import SealedFormatter, SealedReporter

# Put together here, so that the lines of source a report shows do not hold them.
BIRDS = [
    "".join([word, "zyx", "wvq"]) for word in ("posted", "local", "said", "asked", "file", "cookie", "agent", "cause")
]
POSTED, LOCAL, SAID, ASKED, FILE, COOKIE, AGENT, CAUSE = BIRDS


def broken(value: str) -> ValueError:
    """An error with a cause, both of which say values, raised where a local variable holds another."""
    given = LOCAL
    try:
        try:
            raise KeyError(CAUSE)
        except KeyError as cause:
            raise ValueError(f"bad {value} {len(given)}") from cause
    except ValueError as error:
        return error


def asked(rf: RequestFactory) -> HttpRequest:
    upload = SimpleUploadedFile(f"{FILE}.csv", b"x")
    request = rf.post(f"/x/?q={ASKED}", {"nom": POSTED, "file": upload}, headers={"user-agent": AGENT})
    request.COOKIES["c"] = COOKIE
    return request


@pytest.mark.parametrize("debug", [True, False])
def test_a_report_holds_no_value_of_any_kind(rf: RequestFactory, settings: Settings, debug: bool) -> None:
    settings.DEBUG = debug
    request, error = asked(rf), broken(SAID)
    reporter_class = get_exception_reporter_class(request)
    assert reporter_class is SealedReporter
    reporter = reporter_class(request, type(error), error, error.__traceback__)
    text = reporter.get_traceback_text() + reporter.get_traceback_html()
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_reports.py" in text
    assert [bird for bird in BIRDS if bird in text] == []


def test_a_letter_that_cannot_be_written_is_not_quoted(rf: RequestFactory) -> None:
    try:
        (SAID + "é").encode("ascii")
    except UnicodeEncodeError as error:
        reporter = SealedReporter(rf.get("/"), type(error), error, error.__traceback__)
    text = reporter.get_traceback_text() + reporter.get_traceback_html()
    assert "UnicodeEncodeError" in text
    assert SAID[:12] not in text


def test_without_a_request_there_is_a_report_as_well() -> None:
    error = broken(SAID)
    text = SealedReporter(None, type(error), error, error.__traceback__).get_traceback_text()
    assert "ValueError" in text
    assert SAID not in text


@pytest.fixture
def log() -> Any:
    """What the installation's own handler would write, of every level."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    config = django_settings.LOGGING["formatters"]["line"]
    assert config["()"].endswith("SealedFormatter")
    handler.setFormatter(SealedFormatter(fmt=config["fmt"]))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_log_tells_the_kind_of_an_error_and_its_lines(log: io.StringIO) -> None:
    logger = logging.getLogger("notifier.somewhere")
    error = broken(SAID)
    logger.error("it broke: %s", error, exc_info=error)
    logger.warning("%(what)s", {"what": error})
    text = log.getvalue()
    assert "it broke: ValueError" in text
    assert text.count("Traceback") == 2
    assert "in broken" in text
    assert [bird for bird in BIRDS if bird in text] == []


def test_what_another_handler_wrote_down_is_not_repeated(log: io.StringIO) -> None:
    error = broken(SAID)
    record = logging.LogRecord("x", logging.ERROR, "", 1, "it broke", None, (type(error), error, error.__traceback__))
    logging.Formatter().format(record)
    assert SAID in str(record.exc_text)
    assert SAID not in SealedFormatter().format(record)


@pytest.mark.parametrize("fail", [lambda: broken(SAID), lambda: (SAID + "é").encode("ascii")])
def test_a_task_that_fails_says_no_value(fail: Any, log: io.StringIO) -> None:
    app = Celery("reports", set_as_current=False)

    @app.task(name="reports.fail")
    def task(**given: str) -> None:
        outcome = fail()
        if isinstance(outcome, Exception):
            raise outcome

    result = task.apply(kwargs={"who": ASKED})
    text = log.getvalue()
    assert result.state == "FAILURE"
    assert "reports.fail" in text
    assert "Error" in text
    assert [bird for bird in BIRDS if bird[:12] in text] == []


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_a_statement_is_never_logged(debug: bool, settings: Settings, log: io.StringIO) -> None:
    settings.DEBUG = debug
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [SAID])
    assert SAID not in log.getvalue()
