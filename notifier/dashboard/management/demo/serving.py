"""Serving the living demo: pages and worker in one process, stopped cleanly by Ctrl-C or a signal."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application

from notifier.celery import app
from notifier.dashboard.management.demo.worker import EmbeddedWorker

_PORTS_TRIED = 20


class _QuietHandler(WSGIRequestHandler):
    """Says nothing of each request: the terminal is for the one who reads it."""

    def log_message(self, format: str, *args: object) -> None:
        """Drop the line."""


def stop_on_signals() -> None:
    """From here on Ctrl-C and SIGTERM raise KeyboardInterrupt."""
    # SIGINT as well: a shell that starts us in the background has it ignored, and Python would leave it so.
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, _stop)


def serve(port: int, *, announce: Callable[[str], None]) -> None:
    """Serve until KeyboardInterrupt; takes the next free port when the wanted one is in use."""
    server = ThreadedWSGIServer(("127.0.0.1", _free_port(port)), _QuietHandler, ipv6=False)
    server.set_app(get_internal_wsgi_application())
    worker = EmbeddedWorker(app)
    worker.start()
    try:
        announce(f"http://127.0.0.1:{server.server_port}")
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        worker.stop()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + _PORTS_TRIED):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return 0
