"""The embedded worker: a real Celery worker and its beat, in one process with everything else."""

import json
import subprocess
import sys
from pathlib import Path

# In a process of its own: Celery keeps one application per process as the current one.
PROGRAM = """
import json, threading, time
from celery import Celery
from notifier.dashboard.management.demo.worker import EmbeddedWorker

app = Celery("embedded", broker="memory://localhost/")
app.conf.update(
    broker_transport_options={"polling_interval": 0.02}, task_ignore_result=True,
    beat_schedule={"tick": {"task": "tick", "schedule": 0.1}}, worker_hijack_root_logger=False,
)
ticks = []

@app.task(name="tick")
def tick():
    ticks.append(threading.current_thread().name)

worker = EmbeddedWorker(app)
worker.stop()  # Stopping what never began is harmless.
worker.start()
end = time.monotonic() + 60
while len(ticks) < 3 and time.monotonic() < end:
    time.sleep(0.02)
worker.stop()
seen = len(ticks)
time.sleep(0.5)
print(json.dumps({"seen": seen, "after": len(ticks) - seen, "where": sorted(set(ticks))}))
"""


def test_it_ticks_until_it_is_stopped() -> None:
    root = Path(__file__).resolve().parents[4]
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["seen"] >= 3
    assert told["after"] == 0
    assert told["where"] == ["embedded-worker"]
