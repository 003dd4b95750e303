"""A whole house for a journey: its commands as processes, its mail server, its people."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as mail_policy
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Post:
    """A mail server that counts: every message with its envelope's recipients. `delay` makes it slow."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], bytes]] = []
        self.delay = 0.0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append((list(envelope.rcpt_tos), envelope.original_content or b""))
        await asyncio.sleep(self.delay)
        return "250 taken"

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=mail_policy) for _, raw in self.taken]


@contextmanager
def counting_post() -> Iterator[tuple[Post, str]]:
    """The server and its EMAIL_URL."""
    post, port = Post(), free_port()
    with open_post(post, port):
        yield post, f"smtp://127.0.0.1:{port}"


@contextmanager
def open_post(post: Post, port: int) -> Iterator[None]:
    """The server is there meanwhile, on that port; it can be opened again."""
    controller = Controller(post, hostname="127.0.0.1", port=port, ready_timeout=30)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


@dataclass(frozen=True, slots=True)
class House:
    """An installation in a folder of its own, reached only through its commands."""

    home: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the tests' own settings comes along."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("NOTIFIER_", "DJANGO_")) and name not in {"DATABASE_URL", "REDIS_URL", "EMAIL_URL"}
        }
        return {**kept, "NOTIFIER_HOME": str(self.home), "PYTHONDONTWRITEBYTECODE": "1", **self.env}

    def manage(self, *arguments: str, expect: int = 0) -> str:
        """Run a command to its end and give what it printed; its exit code must be the expected one."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE * 4,
        )
        self.log(f"{done.stdout}\n{done.stderr}")
        assert done.returncode == expect, done.stderr[-3000:]
        return done.stdout

    def manage_json(self, *arguments: str) -> Any:
        return json.loads(self.manage(*arguments, "--json"))

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a program of the house that goes on; what it says is kept in the house's log."""
        with self.logbook.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    @property
    def logbook(self) -> Path:
        return self.home / "journey.log"

    def log(self, text: str) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        with self.logbook.open("a") as log:
            log.write(text)


@contextmanager
def running(house: House, *arguments: str) -> Iterator[None]:
    """A program of the house that goes on meanwhile, and is told to end afterwards."""
    process = house.start(*arguments)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.3)
