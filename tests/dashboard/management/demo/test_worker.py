"""The embedded worker: a real Celery worker and its beat, in this process."""

import time
from collections.abc import Iterator

import pytest
from celery import Celery

from notifier.dashboard.management.demo.worker import EmbeddedWorker


@pytest.fixture
def app() -> Iterator[Celery]:
    """An application of its own, so that nothing of ours is running in it."""
    app = Celery("embedded", broker="memory://embedded/", set_as_current=False)
    app.conf.update(
        broker_transport_options={"polling_interval": 0.02},
        task_ignore_result=True,
        beat_schedule={"tick": {"task": "tick", "schedule": 0.1}},
        worker_hijack_root_logger=False,
    )
    yield app
    app.close()


def test_it_ticks_until_it_is_stopped(app: Celery) -> None:
    ticks: list[float] = []

    @app.task(name="tick")
    def tick() -> None:
        ticks.append(time.monotonic())

    worker = EmbeddedWorker(app)
    worker.start()
    end = time.monotonic() + 30
    while len(ticks) < 3 and time.monotonic() < end:
        time.sleep(0.02)
    worker.stop()
    seen = len(ticks)
    assert seen >= 3
    time.sleep(0.4)
    assert len(ticks) == seen


def test_stopping_what_never_began_is_harmless(app: Celery) -> None:
    EmbeddedWorker(app).stop()
