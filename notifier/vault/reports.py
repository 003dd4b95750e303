"""Error reports without anyone's data: where it broke, never with what values. On pages, in mail and in the logs."""

import logging
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from notifier.lib.tracebacks import story, told


class SealedReporterFilter(SafeExceptionReporterFilter):
    """Drops every local variable and every submitted field, in DEBUG as well."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: TracebackType) -> Any:
        return []

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}


class SealedReporter(ExceptionReporter):
    """Says of an error what lib.tracebacks lets be said, and of the request its address without the query."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        if self.exc_value is not None:
            data["exception_value"] = told(self.exc_value)
        data["unicode_hint"] = ""
        data["frames"] = [_silent(frame) for frame in data.get("frames", [])]
        if "lastframe" in data:
            data["lastframe"] = _silent(data["lastframe"])
        if self.request is not None:
            data |= {
                "request_insecure_uri": self.request.path,
                "request_meta": _without_values(data.get("request_meta", {})),
                "request_GET_items": [],
                "request_FILES_items": [],
                "request_COOKIES_items": [],
                "user_str": "",
            }
        return data


class SealedFormatter(logging.Formatter):
    """Lines of a log: an exception among the values is named by its kind, a traceback tells no message of a library.

    Where the person who met the error was shown a reference, the line begins with it.
    """

    def format(self, record: logging.LogRecord) -> str:
        kept = logging.makeLogRecord(record.__dict__)
        kept.args = _silent_args(record)
        if reference := getattr(getattr(record, "request", None), "error_reference", ""):
            kept.msg = f"[{reference}] {kept.msg}"
        # Another handler may have written the traceback down already, with everything.
        kept.exc_text = None
        return super().format(kept)

    def formatException(self, ei: Any) -> str:
        return story(ei[1]).rstrip("\n") if ei[1] is not None else ""


def _silent(frame: dict[str, Any]) -> dict[str, Any]:
    cause = frame.get("exc_cause")
    return {**frame, "vars": [], "exc_cause": told(cause) if isinstance(cause, BaseException) else cause}


def _without_values(meta: dict[str, Any]) -> dict[str, Any]:
    """What the server says of itself; nothing the browser sent."""
    told_of = ("REQUEST_METHOD", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "wsgi.url_scheme")
    return {name: meta[name] for name in told_of if name in meta}


def _silent_args(record: logging.LogRecord) -> Any:
    """Celery hands the error over as text, under these names."""
    if isinstance(record.args, dict):
        hidden = {"exc", "traceback", "args", "kwargs", "return_value"} if record.name.startswith("celery") else set()
        error = record.exc_info[1] if record.exc_info else None
        shown = {name: "" if name in hidden else _silent_value(value) for name, value in record.args.items()}
        return {**shown, "exc": told(error)} if "exc" in hidden and error is not None else shown
    return tuple(map(_silent_value, record.args or ()))


def _silent_value(value: Any) -> Any:
    return told(value) if isinstance(value, BaseException) else value
