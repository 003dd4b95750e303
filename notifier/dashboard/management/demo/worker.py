"""A Celery worker and its beat inside this process, for the demo and the small practice."""

import threading
from typing import Any

from celery import Celery
from celery.beat import EmbeddedService, Scheduler
from celery.worker import WorkController, state


class EmbeddedWorker:
    """One worker thread and one beat thread; the broker is `memory://`, so nothing outside can reach them."""

    def __init__(self, app: Celery) -> None:
        self._app = app
        self._worker: WorkController | None = None
        self._thread: threading.Thread | None = None
        self._beat: Any = None

    def start(self) -> None:
        state.should_stop = state.should_terminate = None
        self._app.finalize()
        worker = self._app.WorkController(
            app=self._app,
            pool="solo",
            concurrency=1,
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )
        self._thread = threading.Thread(target=worker.start, name="embedded-worker", daemon=True)
        self._beat = EmbeddedService(self._app, thread=True, scheduler_cls=Scheduler)
        self._worker = worker
        self._thread.start()
        self._beat.start()

    def stop(self, timeout: float = 30) -> None:
        """Wait for the running task, then end both threads."""
        if self._thread is None or self._beat is None:
            return
        self._beat.stop()
        state.should_stop = 0  # type: ignore[assignment] # an exit code; the stubs know only None
        self._thread.join(timeout)
        self._thread = self._beat = self._worker = None
