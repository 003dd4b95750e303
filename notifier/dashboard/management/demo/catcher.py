"""The demo's mail server: takes every message, over a real SMTP conversation, and delivers none."""

import asyncio
import os
from collections import deque
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_KEPT = 2000


class Catcher:
    """Listens on a port of this machine. Keeps the latest messages in memory and, given a folder, as files.

    `pause` seconds pass before each answer, so that a living demo can be watched at work.
    """

    def __init__(self, port: int, *, folder: Path | None = None, pause: float = 0.0) -> None:
        self._folder = folder
        self.pause = pause
        self.messages: deque[bytes] = deque(maxlen=_KEPT)
        self.count = 0
        self._controller = Controller(self, hostname="127.0.0.1", port=port, ready_timeout=30)

    def start(self) -> None:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Called by aiosmtpd for each message."""
        if self.pause:
            await asyncio.sleep(self.pause)
        content = envelope.original_content or b""
        self.messages.append(content)
        self.count += 1
        if self._folder is not None:
            self._keep(self._folder, content)
        return "250 taken"

    def _keep(self, folder: Path, content: bytes) -> None:
        """One file each, numbered round so that the folder stays small; readable by the owner only."""
        path = folder / f"{self.count % _KEPT:04d}.eml"
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
